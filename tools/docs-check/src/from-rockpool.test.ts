import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  deviceConfigFromSpec,
  integerSpec,
  type NetworkTree,
  networkTreeFromJson,
  type QuantizedSpec,
  quantizedSpecToJson,
} from '@xylopipe/core';
import {
  type RockpoolSpecification,
  samnaConfigToJson,
  specificationFromJson,
  specificationToRockpool,
} from '@xylopipe/formats';
import { networkFromTree } from '@xylopipe/nn';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeBlocksIn } from './code-blocks.js';
import { ALL_KINDS, named, recordedTrees, SYN_NET } from './recorded-trees.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stacked = (tree: NetworkTree): boolean =>
  tree.type === 'FFwdStack' || ('children' in tree && tree.children.some(stacked));
const recorded = recordedTrees(root).filter(({ tree }) => !stacked(tree));
// As they are behind JSON.stringify, which has no -0.
const trees: readonly NetworkTree[] = JSON.parse(
  JSON.stringify([ALL_KINDS, SYN_NET, ...recorded.map(({ tree }) => tree)]),
);

/** Prefix and suffix of the classes of each backend that the stand-ins have. */
const BACKENDS = {
  numpy: ['Mod', ''],
  torch: ['Torch', 'Torch'],
  'torch api': ['Torch', 'Torch'],
  'jax, in any order': ['Jax', 'Jax'],
} as const;

const quantized: QuantizedSpec = integerSpec({
  chipId: 'syns61201',
  dt: 0.01,
  weightsIn: { shape: [1, 2, 2], data: Float64Array.of(1, -128, 127, 4) },
  weightsRec: { shape: [2, 2, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  weightsOut: { shape: [2, 1], data: Float64Array.of(-1, 1) },
  weightShiftIn: 1,
  weightShiftRec: 2,
  weightShiftOut: 3,
  dashMem: Float64Array.of(1, 2),
  dashSyn: Float64Array.of(3, 4),
  dashSyn2: Float64Array.of(5, 15),
  dashMemOut: Float64Array.of(6),
  dashSynOut: Float64Array.of(7),
  threshold: Float64Array.of(100, 32_767),
  thresholdOut: Float64Array.of(300),
  bias: Float64Array.of(0, -3),
  biasOut: Float64Array.of(4),
  aliases: [[1], []],
  layers: [],
});

const withoutBiases = (spec: QuantizedSpec): QuantizedSpec => ({
  ...spec,
  bias: spec.bias.map(() => 0),
  biasOut: spec.biasOut.map(() => 0),
});

/** What a Python function was given under a name. */
interface Given {
  readonly dtype?: string;
  readonly type?: string;
  readonly shape?: readonly number[];
  readonly values: unknown;
}

interface Taken {
  readonly taken: Readonly<Record<string, Given>>;
  readonly 'passed over': readonly string[];
}

/** What `try_snippets.py` tells. */
interface Answer {
  /** What came of the document, read from top to bottom with NumPy and with a stand-in for it. */
  readonly documents: Readonly<
    Record<
      string,
      {
        readonly network: unknown;
        readonly specification: unknown;
        readonly simulator: Taken;
        readonly config: Taken;
        readonly clocks: Readonly<Record<string, boolean>>;
      }
    >
  >;
  readonly networks: Readonly<Record<keyof typeof BACKENDS, readonly unknown[]>>;
  readonly wrapped: unknown;
  readonly refused: { readonly refused: string };
  readonly noise: readonly string[];
  readonly skipped: unknown;
  readonly flat: unknown;
  readonly 'switched off': unknown;
  readonly 'without a switch': unknown;
  readonly 'refused specifications': readonly { readonly refused: string }[];
  readonly mapped: Readonly<Record<string, Given>>;
}

/** Why the snippets cannot be run here; `undefined` where they can. */
const whyNoPython = ((): string | undefined => {
  const { error, status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  if (error) return `needs python3: ${error.message}`;
  return status === 0 ? undefined : 'needs Python 3.8 or later';
})();
const title = 'the Python of docs/from-rockpool.md';

describe.skipIf(whyNoPython !== undefined)(whyNoPython ? `${title} (skipped: ${whyNoPython})` : title, () => {
  const blocks = codeBlocksIn(readFileSync(join(root, 'docs/from-rockpool.md'), 'utf8')).filter(
    ({ language }) => language === 'python',
  );
  const { value: exported } = specificationToRockpool(quantized);
  let answer: Answer;

  // One process for all: it takes longer to start than to answer.
  beforeAll(() => {
    const asked = {
      blocks: blocks.map(({ line, code, title = null }) => ({ place: `docs/from-rockpool.md:${line}`, title, code })),
      files: {
        'specification.json': exported,
        // Without biases: the two clocks that a network decides differ.
        'samna.json': samnaConfigToJson(deviceConfigFromSpec(withoutBiases(quantized))).value,
      },
      trees,
      unknown: {
        type: 'Sequential',
        children: [ALL_KINDS, { type: 'FFwdStack', children: [ALL_KINDS, ALL_KINDS], weights: [] }],
      },
      'bad specifications': [
        { ...exported, threshold: [0.5, 1] },
        { ...exported, weights_out: [[128], [0]] },
        quantizedSpecToJson(quantized),
      ],
      mapped: { ...exported, threshold: [0.5, 1] },
    };
    const { stdout, stderr, status } = spawnSync('python3', [join(root, 'tools/docs-check/python/try_snippets.py')], {
      input: JSON.stringify(asked),
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      maxBuffer: 2 ** 28,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    answer = JSON.parse(stdout);
  }, 60_000);

  it.each(Object.entries(BACKENDS))('writes the recorded networks of the %s stand-ins as they are', (name, classes) => {
    const files = answer.networks[name as keyof typeof BACKENDS];
    expect(files).toHaveLength(trees.length);
    files.forEach((file, i) => {
      const tree = networkTreeFromJson(file);
      expect(tree).toEqual(named(trees[i] as NetworkTree, classes));
      expect(networkFromTree(tree).nout).toBeGreaterThan(0);
    });
  });

  it.skipIf(!recorded.some(({ name }) => name.endsWith('.json.gz')))(
    'was given networks that Rockpool evolved (skipped where ../shared/vectors is absent)',
    () => {
      const kinds = new Set(trees.flatMap((tree) => JSON.stringify(tree).match(/"type":"\w+"/g)));
      expect(kinds.size).toBe(6);
      expect(recorded.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['exp_syn.json.gz', 'leak_decays_torch.json.gz', 'tau_syn_1xS.json.gz']),
      );
    },
  );

  it('asks the switch whether neurons are recurrent, and their parameters where there is none', () => {
    expect(answer['switched off']).toHaveProperty(['network', 'children', 1, 'has_rec'], false);
    expect(answer['switched off']).toHaveProperty(['network', 'children', 1, 'w_rec'], null);
    expect(networkTreeFromJson(answer['without a switch'])).toEqual(named(ALL_KINDS, BACKENDS.torch));
  });

  it('goes into a class of one module', () => {
    expect(networkTreeFromJson(answer.wrapped)).toEqual(named(ALL_KINDS, BACKENDS.torch));
  });

  it('refuses modules that a file cannot have, and writes nothing', () => {
    expect(answer.refused.refused).toBe(
      'not a network for Xylopipe:\n.1_TorchFFwdStack: a network file has no TorchFFwdStack',
    );
  });

  it('warns of noise', () => {
    expect(answer.noise).toEqual(['.1_LIFTorch: noise is left out']);
  });

  it('leaves dropout out, and takes time constants in one row', () => {
    expect(networkTreeFromJson(answer.skipped)).toEqual(named(ALL_KINDS, BACKENDS.torch));
    expect(networkTreeFromJson(answer.flat)).toEqual(named(ALL_KINDS, BACKENDS.torch));
  });

  it('gives Rockpool the names, types and shapes that it wants, with NumPy and without', () => {
    const taken = {
      weights_in: { dtype: 'int8', shape: [1, 2, 2], values: exported.weights_in },
      weights_rec: { dtype: 'int8', shape: [2, 2, 2], values: exported.weights_rec },
      weights_out: { dtype: 'int8', shape: [2, 1], values: [[-1], [1]] },
      dash_mem: { dtype: 'uint8', shape: [2], values: [1, 2] },
      dash_mem_out: { dtype: 'uint8', shape: [1], values: [6] },
      dash_syn: { dtype: 'uint8', shape: [2], values: [3, 4] },
      dash_syn_2: { dtype: 'uint8', shape: [2], values: [5, 15] },
      dash_syn_out: { dtype: 'uint8', shape: [1], values: [7] },
      threshold: { dtype: 'int16', shape: [2], values: [100, 32_767] },
      threshold_out: { dtype: 'int16', shape: [1], values: [300] },
      bias_out: { dtype: 'int16', shape: [1], values: [4] },
      weight_shift_in: { type: 'int', values: 1 },
      weight_shift_rec: { type: 'int', values: 2 },
      weight_shift_out: { type: 'int', values: 3 },
      aliases: { type: 'list', values: [[1], []] },
    };
    const bias = { dtype: 'int16', shape: [2], values: [0, -3] };
    const dt = { type: 'float', values: 0.01 };
    expect(Object.keys(answer.documents)).toContain('a stand-in');
    for (const { simulator, config } of Object.values(answer.documents)) {
      expect(simulator).toEqual({ taken: { ...taken, bias, dt }, 'passed over': ['bias_hidden'] });
      expect(config).toEqual({ taken: { ...taken, bias_hidden: bias }, 'passed over': ['bias', 'dt'] });
    }
  });

  it('refuses what its types would change, and files of another kind', () => {
    expect(answer['refused specifications'].map(({ refused }) => refused)).toEqual([
      'threshold has values that do not fit: is this specification mapped only?',
      'weights_out has values that do not fit: is this specification mapped only?',
      "this is a file of Xylopipe's own: xylopipe export writes it for Rockpool",
    ]);
    expect(answer.mapped.threshold).toEqual({ dtype: 'float64', shape: [2], values: [0.5, 1] });
  });

  it('writes what Rockpool has as a specification, switches the clocks on, and saves the network', () => {
    for (const { network, specification, clocks } of Object.values(answer.documents)) {
      expect(networkTreeFromJson(network)).toEqual(named(ALL_KINDS, BACKENDS.torch));
      const { bias_hidden, ...ofRockpool } = specification as RockpoolSpecification;
      expect(bias_hidden).toEqual([0, -3]);
      expect(specificationFromJson(ofRockpool, { chipId: 'syns61201' }).value).toEqual(quantized);
      expect(clocks).toEqual({
        isyn_clock_enable: true,
        isyn2_clock_enable: true,
        ra_clock_enable: true,
        bias_clock_enable: false,
        hm_clock_enable: true,
        ram_power_enable: true,
      });
    }
  });
});
