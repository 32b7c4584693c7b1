import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ChainTree,
  type MappedSpec,
  mappedSpecToJson,
  type NetworkTree,
  networkTreeFromJson,
  networkTreeToJson,
} from '@xylopipe/core';
import type { NirFile } from '@xylopipe/nir';
import { writeNir } from '@xylopipe/nir/node';
import type { Network } from '@xylopipe/nn';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { noisyParameters, toyTree } from '../../test/toy.js';
import { sha256 } from '../node/input-file.js';
import { networkToNir } from '../node/nir-file.js';
import { createXylopipe } from '../xylopipe.js';
import { timestepOf } from './options/timestep.js';
import { readRecordedRun } from './recorded/recorded-run.js';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const SAMPLES = join(resolve(REPOSITORY, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors'), '../data/nir');

const vector = (...values: readonly number[]) => ({ shape: [values.length], data: Float64Array.from(values) });

/** A network that no chip can have, for two reasons, and of which nobody knows the timestep. */
const odd: NirFile = {
  version: '1.0.7',
  root: {
    type: 'NIRGraph',
    nodes: new Map([
      ['in', { type: 'Input', shape: [1] }],
      ['wait', { type: 'Delay', delay: vector(2) }],
      ['if', { type: 'IF', r: vector(1), vThreshold: vector(1) }],
      ['out', { type: 'Output', shape: [1] }],
    ]),
    edges: [
      ['in', 'wait'],
      ['wait', 'if'],
      ['if', 'out'],
    ],
  },
};

/** The toy network with decays that a chip has: nothing of it changes on the way to NIR and back. */
const tree: NetworkTree = {
  type: 'Sequential',
  children: (toyTree as ChainTree).children.map((child) =>
    child.type === 'LIF' ? { ...child, type: 'LIFBitshift', tau_mem: 0.016, tau_syn: 0.004 } : child,
  ),
};

let toyNir: Uint8Array;
let oddNir: Uint8Array;
beforeAll(async () => {
  [{ value: toyNir }, oddNir] = await Promise.all([networkToNir(tree), writeNir(odd)]);
}, 30_000);

let at: (name: string) => string;
beforeEach(async () => {
  const folder = await toyFolder();
  at = (name) => join(folder, name);
  await writeFile(at('toy.nir'), toyNir);
  await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(tree)));
});

const specOf = async (network: NetworkTree) => {
  const { session, artifacts } = await createXylopipe().network(network).on('syns61201').deploy();
  await session.close();
  const { layers, ...spec } = mappedSpecToJson(artifacts.spec) as Record<string, unknown>;
  return spec;
};

describe('import', { timeout: 30_000 }, () => {
  it('tells what the network is and all that was changed, and writes it', async () => {
    const told = jsonOf(await xylopipe('import', at('toy.nir'), '--out', at('copy.json'), '--json'));
    expect(told).toMatchObject({
      ...{ holds: 'a network', layout: 'nir', dt: 0.001, inputs: 2, outputs: 2, issues: [], out: at('copy.json') },
      layers: [{ name: '0', type: 'Linear', inputs: 2, outputs: 3 }, {}, {}, {}],
      report: expect.arrayContaining([
        expect.objectContaining({ change: 'DT_FROM_METADATA', what: 'the timestep is 0.001 s' }),
        expect.objectContaining({ node: '1', change: 'SEVERAL_SPIKES', expectedError: null }),
      ]),
    });
    const copy = networkTreeFromJson(JSON.parse(await readFile(at('copy.json'), 'utf8')));
    expect(await specOf(copy)).toEqual(await specOf(tree));
  });

  it('refuses with all reasons at once', async () => {
    await writeFile(at('odd.nir'), oddNir);
    const told = await xylopipe('import', at('odd.nir'), '--out', at('copy.json'), '--json');
    expect(told.exitCode).toBe(1);
    expect(jsonOf(told).error).toMatchObject({
      code: 'NIR_IMPORT_REFUSED',
      message: expect.stringContaining('odd.nir: '),
      issues: expect.arrayContaining([
        expect.objectContaining({ code: 'NIR_NOT_CONVERTIBLE', at: ['wait'] }),
        expect.objectContaining({ code: 'NIR_NOT_CONVERTIBLE', at: ['if'] }),
        expect.objectContaining({ code: 'NIR_DT_UNKNOWN' }),
      ]),
    });
    expect(existsSync(at('copy.json'))).toBe(false);
  });

  it('refuses what is no NIR file, whatever it is called for, and says which file it is', async () => {
    const bad = { 'text.nir': '{"type": "Linear"}', 'cut.json': toyNir.subarray(0, toyNir.length >> 1) };
    const refused = Object.entries(bad).map(async ([name, content]) => {
      await writeFile(at(name), content);
      const told = await xylopipe('import', at(name), '--json');
      const message = expect.stringContaining(`${at(name)}: `);
      expect([told.exitCode, jsonOf(told).error]).toMatchObject([1, { code: 'NIR_FILE_INVALID', message }]);
    });
    await Promise.all(refused);
    expect.assertions(2);
  });

  it('reads what is not NIR, too', async () => {
    await writeFile(at('parameters.json'), JSON.stringify(noisyParameters(2)));
    const told = jsonOf(await xylopipe('import', at('parameters.json'), '--out', at('copy.json'), '--json'));
    expect(told).toMatchObject({
      layout: 'rockpool',
      architecture: 'chain',
      inputs: 2,
      report: [],
      out: at('copy.json'),
    });
    expect(told.issues).toHaveLength(2);
    const copied = await xylopipe('import', at('copy.json'));
    expect([copied.exitCode, copied.stderr]).toEqual([0, '']);
    expect(copied.stdout).toContain('a network (our own format): 2 inputs, 2 outputs, timesteps of 0.001 s\n');
  });

  it('takes the architecture that parameters of Rockpool are of', async () => {
    const { '0_LinearTorch': weights, '1_LIFTorch': neurons } = noisyParameters(2);
    await writeFile(at('own.json'), JSON.stringify({ enc: weights, spk: neurons }));
    const children = [
      { type: 'Linear', name: 'enc', shape: [2, 3] },
      { type: 'LIF', name: 'spk', shape: [3, 3] },
    ];
    await writeFile(at('architecture.json'), JSON.stringify({ type: 'Sequential', children }));
    const argv = ['import', at('own.json'), '--architecture', at('architecture.json')];
    expect(jsonOf(await xylopipe('import', at('own.json'), '--json')).error).toMatchObject({
      code: 'ROCKPOOL_INVALID',
    });
    expect(jsonOf(await xylopipe(...argv, '--json'))).toMatchObject({
      architecture: 'described',
      layers: [{ name: 'enc' }, { name: 'spk', type: 'LIF', outputs: 3 }],
    });
    const misused = await xylopipe('import', at('network.json'), '--architecture', at('architecture.json'));
    expect([misused.exitCode, misused.stderr]).toEqual([2, "error: --architecture is for parameters of Rockpool's\n"]);
  });

  it.each([
    [['network.json', '--reset', 'subtract'], '--reset: for NIR files, the file holds a network'],
    [['network.json', '--dt', '1'], '--dt is for specifications and files of NIR and samna'],
    [['network.json', '--device', 'syns61201'], '--device: the file holds a network, which is for any chip'],
    [['toy.nir', '--reset', 'zero'], 'Allowed choices are value, subtract.'],
    [['toy.nir', '--dt', '0'], 'It must be a number over 0.'],
    [['toy.nir', '--out', 'toy.nir'], 'the output would replace the input'],
    [[], "missing required argument 'file'"],
  ])('knows wrong use: %j', async (argv, message) => {
    const paths = argv.map((word) => (/\.(json|nir)$/.test(word) ? at(word) : word));
    const { exitCode, stderr } = await xylopipe('import', ...paths);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(message.includes('replace') ? 1 : 2);
  });
});

describe('a .nir file in place of a network', { timeout: 30_000 }, () => {
  it('is run alike, and again from its recipe, which keeps what the file leaves open', async () => {
    const argv = ['--device', 'syns61201', '--input', at('spikes.npy'), '--record', '--json'];
    const own = jsonOf(await xylopipe('run', at('network.json'), ...argv));
    const nir = ['--dt', '0.001', '--bias', 'fold', '--reset', 'value', '--decay', 'euler', '--out', at('first')];
    const first = await xylopipe('run', at('toy.nir'), ...argv, ...nir);
    expect(first.exitCode).toBe(0);
    expect(jsonOf(first)).toMatchObject({
      totals: own.totals,
      issues: [
        { stage: 'read', code: 'NIR_RESET_DIFFERS' },
        { stage: 'read', code: 'NIR_CONVERTED', measured: expect.any(Number) },
      ],
    });
    const { options } = JSON.parse(await readFile(at('first/run.json'), 'utf8'));
    expect(options).toMatchObject({ dt: 0.001, nir: { bias: 'fold', reset: 'value', decay: 'euler' } });
    const [again, report] = await Promise.all([
      xylopipe('run', '--recipe', at('first/run.json'), '--out', at('again'), '--json'),
      xylopipe('report', at('first'), '--network', at('toy.nir'), '--reset', 'subtract', '--json'),
    ]);
    expect(jsonOf(again).issues).toEqual(jsonOf(first).issues);
    const told = jsonOf(report).issues as readonly { readonly code: string }[];
    expect(told.filter(({ code }) => code === 'NIR_CONVERTED')).toHaveLength(2);
    for (const file of ['spec.json', 'config.json', 'evolution.npz']) {
      expect(await readFile(at(`again/${file}`))).toEqual(await readFile(at(`first/${file}`)));
    }
  });

  it('is read for a report as it was for the run, or as is said', async () => {
    const chip = ['--device', 'syns61201', '--input', at('spikes.npy')];
    await xylopipe('run', at('toy.nir'), ...chip, '--decay', 'exponential', '--out', at('results'));
    const { network, networkDigest, artifacts } = await readRecordedRun(at('results'), {});
    const { layers, ...spec } = mappedSpecToJson(artifacts.spec as MappedSpec) as Record<string, unknown>;
    expect(await specOf((network as Network).toTree())).toEqual(spec);
    expect(networkDigest).toBe(sha256(toyNir));
    expect(await specOf(tree)).not.toEqual(spec);
    const given = await readRecordedRun(at('results/evolution.npz'), { network: at('toy.nir'), dt: 0.002 });
    expect(timestepOf({ stage: 'extract', artifact: (given.network as Network).toTree() })).toBe(0.002);
  });

  it('says once what the run has said already', async () => {
    await xylopipe('run', at('toy.nir'), '--device', 'syns61201', '--input', at('spikes.npy'), '--out', at('results'));
    const { issues } = await readRecordedRun(at('results'), {});
    expect(issues.filter(({ code }) => code === 'NIR_CONVERTED')).toHaveLength(1);
  });

  it('is the only file that its options are for', async () => {
    const misused = await xylopipe('fit', at('network.json'), '--reset', 'value');
    expect([misused.exitCode, misused.stderr]).toEqual([2, expect.stringContaining('--reset: for NIR files')]);
  });

  it.skipIf(!existsSync(SAMPLES))(
    'may be the Braille network, which fits on both chips (skipped where ../shared is not)',
    async () => {
      const file = join(SAMPLES, '03_rnn__braille_noDelay_noBias_subtract.nir');
      const fit = await xylopipe('fit', file, '--reset', 'subtract', '--device', 'syns61201,syns65302', '--json');
      expect(jsonOf(fit)).toMatchObject({
        chips: [
          {
            chipId: 'syns61201',
            fits: true,
            resources: { inputs: { used: 12 }, hidden: { used: 40 }, outputs: { used: 7 } },
          },
          { chipId: 'syns65302', fits: true },
        ],
        issues: [{ code: 'NIR_CONVERTED' }],
      });
    },
  );
});
