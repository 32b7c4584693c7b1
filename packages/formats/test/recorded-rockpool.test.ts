import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ChainTree, NetworkTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import {
  type Architecture,
  architectureFromJson,
  networkTreeFromRockpool,
  networkTreeToRockpool,
  type RockpoolParameters,
  specificationFromJson,
  specificationToRockpool,
} from '../src/index.js';

const VECTORS = resolve(import.meta.dirname, '../../..', process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
const DATA = join(VECTORS, '../data');
const FILES = [
  'audio-events/synnet-parameters.json',
  'residual-net/pretrained-1500e.json',
  'residual-net/pretrained-37ke.json',
];
const there = FILES.every((file) => existsSync(join(DATA, file)));
const parameters = (file: string): RockpoolParameters => JSON.parse(readFileSync(join(DATA, file), 'utf8'));

/** Every parameter by its path, as the value that its JSON says. */
function leavesOf(modules: RockpoolParameters, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(modules).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(leavesOf(value, `${path}${name}.`))
        : [[`${path}${name}`, value === null ? null : JSON.parse(value)]],
    ),
  );
}

/** What a network tree has no place for: settings of training, and recurrent weights that are off. */
const isHeld = (path: string): boolean => !/\.(noise_std|learning_window|spike_generation_fn|w_rec)$/.test(path);

/** The residual network, as it was built: names are those of the combinators. */
const residual: Architecture = architectureFromJson({
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [16, 20] },
    { type: 'LIF', shape: [20, 20] },
    {
      type: 'Residual',
      children: [
        { type: 'Linear', shape: [20, 20] },
        { type: 'LIF', shape: [20, 20] },
      ],
    },
    { type: 'Linear', shape: [20, 8] },
    { type: 'LIF', shape: [8, 8] },
  ],
});

describe.skipIf(!there)(`recorded parameter files${there ? '' : ` (they are not at ${DATA})`}`, () => {
  it.each(FILES)('%s comes back, but for what a tree does not hold', (file) => {
    const saved = parameters(file);
    const { value, issues } = networkTreeFromRockpool(saved);
    const back = networkTreeToRockpool(value);
    expect(issues).toEqual([]);
    expect(back.issues.map(({ code }) => code)).toEqual(['NOT_IN_TREE']);

    const held = Object.entries(leavesOf(saved)).filter(([path]) => isHeld(path));
    const written = leavesOf(back.value);
    expect(written).toMatchObject(Object.fromEntries(held));
    // Files of older versions have no such flag.
    const added = Object.keys(written).filter((path) => !(path in leavesOf(saved)));
    expect(added.every((path) => path.endsWith('._has_rec') && written[path] === false)).toBe(true);
    expect(networkTreeFromRockpool(back.value).value).toEqual(value);
  });

  it.each(FILES.slice(1))('%s fits its architecture', (file) => {
    const { value } = networkTreeFromRockpool(parameters(file), { architecture: residual });
    expect(value).toEqual(networkTreeFromRockpool(parameters(file)).value);
  });

  it('a file of another network does not', () => {
    const [synNet, other] = FILES.map(parameters);
    const { value } = networkTreeFromRockpool(synNet);
    expect(networkTreeFromRockpool(synNet)).toMatchObject({ architecture: 'SynNet', value: { type: 'Sequential' } });
    expect(networkTreeFromRockpool(synNet, { architecture: value }).value).toEqual(value);
    const wider = { ...(value as ChainTree), children: (value as ChainTree).children.slice(2) } as NetworkTree;
    const refused = () => networkTreeFromRockpool(synNet, { architecture: wider });
    expect(refused).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ code: 'UNKNOWN_MODULE', at: ['seq', '0_neurons'] }),
          expect.objectContaining({ code: 'UNKNOWN_MODULE', at: ['seq', '0_linear'] }),
        ],
      }),
    );
    expect(() => networkTreeFromRockpool(other, { architecture: value })).toThrow(/MISSING_MODULE/);
  });
});

const SPECS = join(VECTORS, 'digits/specs.json.gz');
const recorded = existsSync(SPECS);

describe.skipIf(!recorded)(`recorded specifications${recorded ? '' : ` (they are not at ${SPECS})`}`, () => {
  const specs: Record<string, object> = recorded ? JSON.parse(gunzipSync(readFileSync(SPECS)).toString()).specs : {};

  it.each(Object.keys(specs))('%s comes back as Rockpool’s dictionary', (name) => {
    const chipId = name.split('/')[1];
    const { value } = specificationFromJson(specs[name], { chipId, dt: 0.01, stage: 'quantized' });
    const written = specificationToRockpool(value);
    expect(written.issues).toEqual([]);
    const back = specificationFromJson(JSON.parse(JSON.stringify(written.value)), { chipId, stage: 'quantized' });
    expect(back.value).toEqual(value);
  });
});
