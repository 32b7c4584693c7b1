import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trial } from '@xylopipe/tune';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith } from '../../../test/command.js';
import { TuneState } from './state.js';

const search = { network: 'abc', seed: '0' };
const trials: readonly Trial[] = [
  { index: 0, recipe: { method: 'global' }, score: { agreement: 0.5, outputAgreement: 1 }, issues: [], digest: 'd' },
  {
    index: 1,
    recipe: { method: 'channel', scaleCap: 2.5, thresholdScaleOut: 0.9 },
    score: null,
    issues: [
      { code: 'NO_FIT', severity: 'error', at: ['weightsRec', 3], message: 'no', measured: 4, limit: 3, hint: 'less' },
    ],
  },
  {
    index: 2,
    recipe: {},
    score: { agreement: 0, outputAgreement: 0, accuracy: 1, likelihood: 0.25 },
    issues: [],
    digest: 'd',
    sameAs: 0,
  },
];

let path: string;
beforeEach(async () => {
  path = join(await folderWith(), 'state.jsonl');
});

async function recordAll(): Promise<void> {
  const state = await TuneState.open(path, search);
  for (const trial of trials) state.add(trial);
}

describe('TuneState', () => {
  it('has what was added to it', async () => {
    await recordAll();
    expect((await TuneState.open(path, search)).trials).toEqual(trials);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(5);
  });

  it('makes no file before there is something to keep', async () => {
    expect((await TuneState.open(path, search)).trials).toEqual([]);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('drops what was not written to its end, wherever it was torn, and goes on', async () => {
    await recordAll();
    const whole = await readFile(path, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), async (length) => {
        await writeFile(path, whole.slice(0, length));
        const state = await TuneState.open(path, search);
        const lines = whole.slice(0, length).split('\n').length - 1;
        expect(state.trials).toEqual(trials.slice(0, Math.max(0, lines - 1)));
        for (const trial of trials.slice(state.trials.length)) state.add(trial);
        expect(await readFile(path, 'utf8')).toBe(whole);
      }),
    );
  });

  it('refuses another search, with all that differs', async () => {
    await recordAll();
    await expect(TuneState.open(path, { ...search, network: 'xyz', device: 'syns61201' })).rejects.toMatchObject({
      code: 'SEARCH_STATE_MISMATCH',
      message: expect.stringContaining('network, device differ'),
      issues: [{ at: ['search', 'network'], measured: 'abc', limit: 'xyz' }, { at: ['search', 'device'] }],
    });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['another object', '{"a": 1}'],
    ['a score over 1', '{"index":3,"recipe":{},"score":{"agreement":2,"outputAgreement":1},"issues":[]}'],
    ['a recipe that there cannot be', '{"index":3,"recipe":{"method":"best"},"score":null,"issues":[]}'],
    ['an index below 0', '{"index":-1,"recipe":{},"score":null,"issues":[]}'],
  ])('refuses %s in the middle, naming the line', async (_, line) => {
    await recordAll();
    await appendFile(path, `${line}\n`);
    await expect(TuneState.open(path, search)).rejects.toMatchObject({
      code: 'SEARCH_STATE_INVALID',
      message: expect.stringContaining('line 5 is damaged'),
    });
  });

  it.each(['{"format":"xylopipe/run","version":1}\n', 'hello', 'hello\n', '\n', '[]\n'])(
    'refuses %j, and leaves it as it is',
    async (text) => {
      await writeFile(path, text);
      await expect(TuneState.open(path, search)).rejects.toMatchObject({ code: 'SEARCH_STATE_INVALID' });
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('refuses a place that cannot be read or written', async () => {
    await mkdir(path);
    await expect(TuneState.open(path, search)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    const nowhere = join(path, 'nowhere', 'state.jsonl');
    await expect(TuneState.open(nowhere, search)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
    const file = join(path, 'state.jsonl');
    const state = await TuneState.open(file, search);
    await mkdir(file);
    expect(() => state.add(trials[0] as Trial)).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_WRITABLE' }));
  });
});
