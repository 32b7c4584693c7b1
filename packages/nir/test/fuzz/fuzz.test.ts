import { ready } from 'h5wasm';
import { expect, it } from 'vitest';
import { encodeNir } from '../../src/codec/nir-codec.js';
import { encodeNirData } from '../../src/data/nir-data-codec.js';
import type { NirFile, NirNode } from '../../src/model/nir-graph.js';
import { readNir } from '../../src/node/index.js';
import { Dice } from '../dice.js';
import { f32 } from '../every-kind.js';
import { events, gridded, recorded } from '../recorded.js';
import { ReadingThread } from './reading-thread.js';

const FILES = 1000;
/** What a good file takes is a hundredth of that. */
const TIME = 250;

const small: NirFile = {
  version: '1.0.8',
  root: {
    type: 'NIRGraph',
    nodes: new Map<string, NirNode>([
      ['input', { type: 'Input', shape: [2] }],
      ['fc', { type: 'Linear', weight: f32([2, 2], 1, 2, 3, 4), metadata: { names: ['a', 'b'] } }],
      ['output', { type: 'Output', shape: [2] }],
    ]),
    edges: [
      ['input', 'fc'],
      ['fc', 'output'],
    ],
  },
};

/** A file with some bytes wrong, or without its end. */
function spoiled(file: Uint8Array, dice: Dice): Uint8Array {
  if (dice.below(10) === 0) return file.slice(0, dice.below(file.length));
  const bytes = file.slice();
  for (let i = dice.below(8); i >= 0; i--) {
    // What the library interprets is at the beginning, most of it.
    const at = dice.below(dice.below(2) === 0 ? bytes.length : 4000);
    bytes[at] = [0, 255, dice.below(256), (bytes[at] as number) ^ (1 << dice.below(8))][dice.below(4)] as number;
  }
  return bytes;
}

it(`${FILES} spoiled files end in a value or a typed error, or can be ended`, async () => {
  const library = await ready;
  const data = recorded({ gridded, events });
  const good = (['gzip', 'none'] as const).flatMap((compression) => [
    encodeNir(library, small, compression),
    encodeNirData(library, data, compression),
  ]);
  const seed = Number(process.env.XYLOPIPE_SEED ?? 7);
  const dice = new Dice(seed);
  const outcomes = new Map<string, number>();
  const stubborn: Uint8Array[] = [];
  let [thread, spare] = [new ReadingThread(), new ReadingThread()];
  for (let i = 0; i < FILES; i++) {
    const file = spoiled(good[i % good.length] as Uint8Array, dice);
    const outcome = await thread.read(file, TIME);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome !== 'hung' && outcome !== 'died') continue;
    stubborn.push(file);
    await thread.end();
    [thread, spare] = [spare, new ReadingThread()];
  }
  await Promise.all([thread.end(), spare.end()]);
  const typed = ['value', 'NIR_FILE_INVALID', 'NIR_TOO_LARGE', 'hung', 'died'];
  expect(
    [...outcomes.keys()].filter((outcome) => !typed.includes(outcome)),
    `seed ${seed}`,
  ).toEqual([]);
  expect(outcomes.get('value'), `seed ${seed}`).toBeGreaterThan(FILES / 10);
  expect(outcomes.get('NIR_FILE_INVALID'), `seed ${seed}`).toBeGreaterThan(FILES / 10);
  expect(stubborn.length, `seed ${seed}`).toBeLessThan(FILES / 20);
  const [first] = stubborn;
  if (first === undefined) return;
  // It may have been slow only, on a machine with other things to do: then it ends as the others.
  const ending = await readNir(first, { timeout: 2 }).then(
    () => 'value',
    ({ code }) => code,
  );
  expect(['value', 'NIR_TIMEOUT', 'NIR_FILE_INVALID', 'NIR_TOO_LARGE'], `seed ${seed}`).toContain(ending);
}, 120_000);
