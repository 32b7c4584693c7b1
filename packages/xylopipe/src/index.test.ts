import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as facade from './index.js';
import * as node from './node/index.js';

const root = new URL('../../../', import.meta.url);

/** Names that a text imports from an entry of the façade, those of types left out. */
const importedIn = (text: string, entry: string): readonly string[] =>
  [...text.matchAll(new RegExp(`import \\{([^}]*)\\} from '${entry}'`, 'g'))]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));

describe('the façade', () => {
  it('has what documentation and examples import', async () => {
    const folders = (await readdir(new URL('examples/', root))).map((example) => `examples/${example}/src/`);
    const sources = await Promise.all(folders.map((folder) => readdir(new URL(folder, root))));
    const examples = sources.flatMap((names, i) =>
      names.filter((name) => name.endsWith('.ts')).map((name) => `${folders[i]}${name}`),
    );
    const texts = await Promise.all(
      ['README.md', 'docs/simulator.md', ...examples].map((name) => readFile(new URL(name, root), 'utf8')),
    );
    for (const [entry, exports, known] of [
      ['xylopipe', facade, 'createXylopipe'],
      ['xylopipe/node', node, 'evolveBatch'],
    ] as const) {
      const names = texts.flatMap((text) => importedIn(text, entry));
      expect(names).toContain(known);
      expect(Object.keys(exports)).toEqual(expect.arrayContaining(names));
    }
  });

  it('is enough to build a network, bring it to a chip, look at it and compare', async () => {
    const { Linear, Lif, Raster, Sequential, createXylopipe, seededRandom, uniformWeights } = facade;
    const random = seededRandom(7);
    const neurons = { tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001 };
    const network = new Sequential([
      new Linear({ weights: uniformWeights(2, 4, { random }) }),
      new Lif({ n: 4, ...neurons }),
      new Linear({ weights: uniformWeights(4, 2, { random }) }),
      new Lif({ n: 2, ...neurons }),
    ]);
    const onChip = createXylopipe().network(network).on('syns65302');
    const input = Raster.fromNested(Array.from({ length: 30 }, (_, t) => [t % 2, 1]));
    const [first, second] = [await onChip.run(input, { record: true }), await onChip.run(input, { record: true })];
    expect(facade.compareEvolutions(first.evolution, second.evolution)).toMatchObject({ equal: true, first: null });
    expect(facade.graphToText(facade.fromNetworkGraph(first.artifacts.graph))).toContain('LifNeurons');
    const { value } = facade.quantize(first.artifacts.spec, { bitsPerWeight: 8, bitsPerThreshold: 16 });
    const simulated = facade.XyloSimulator.from(value).evolve(input);
    expect(facade.totalsOf(facade.outputOf(simulated))).toEqual(facade.totalsOf(facade.outputOf(first.evolution)));
  });
});
