import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectedBoards, seedToRepeat, whyNoBoard } from './environment.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('connectedBoards', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['XyloA2TestBoard', ['XyloA2TestBoard']],
    [' XyloA2TestBoard,, XyloImuTestBoard ', ['XyloA2TestBoard', 'XyloImuTestBoard']],
  ])('%o names %o', (value, boards) => {
    vi.stubEnv('XYLOPIPE_BOARD', value);
    expect(connectedBoards()).toEqual(boards);
  });
});

describe('whyNoBoard', () => {
  it.each([
    ['', ['A', 'B'], 'set XYLOPIPE_BOARD to A or B to run this on a board'],
    ['a, C', ['A'], 'XYLOPIPE_BOARD is a, C; set XYLOPIPE_BOARD to A to run this on a board'],
    ['', [], 'no board is known to carry this chip'],
    ['A', [], 'XYLOPIPE_BOARD is A; no board is known to carry this chip'],
  ])('with XYLOPIPE_BOARD=%s and boards %o says %o', (value, types, why) => {
    vi.stubEnv('XYLOPIPE_BOARD', value);
    expect(whyNoBoard(types)).toBe(why);
  });
});

describe('seedToRepeat', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['-7', -7],
    [' 12 ', 12],
  ])('%o is %o', (value, seed) => {
    vi.stubEnv('XYLOPIPE_SEED', value);
    expect(seedToRepeat()).toBe(seed);
  });

  it.each(['seven', '1.5', '7;', 'NaN', '0x'])('%o is none', (value) => {
    vi.stubEnv('XYLOPIPE_SEED', value);
    expect(seedToRepeat).toThrow(`XYLOPIPE_SEED is "${value}": a seed is a whole number`);
  });

  it('is not asked for where there is no environment', () => {
    vi.stubGlobal('process', undefined);
    expect([seedToRepeat(), connectedBoards()]).toEqual([undefined, []]);
  });
});
