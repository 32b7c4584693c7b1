import type { DeviceSession } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { formatRanOn, ranOnOf } from './ran-on.js';

const board = {
  deviceTypeName: 'XyloA2TestBoard',
  chipId: 'syns61201',
  serial: '0042',
  firmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
};
const session = (parts: object) => parts as DeviceSession;

describe('ranOnOf', () => {
  it('tells simulator, emulated board and board apart', () => {
    expect(ranOnOf(session({ kind: 'simulator' }))).toEqual({ kind: 'simulator' });
    const hdk = (emulated: boolean) => ranOnOf(session({ kind: 'hdk', board: { ...board, emulated } }));
    expect(hdk(true)).toEqual({ kind: 'emulated', ...board });
    expect(hdk(false)).toEqual({ kind: 'board', ...board });
  });

  it('knows nothing where nothing is said', () => {
    expect(ranOnOf(undefined)).toBeUndefined();
    expect(ranOnOf(session({ kind: 'hdk' }))).toBeUndefined();
  });
});

describe('formatRanOn', () => {
  it.each([
    [{ kind: 'simulator' } as const, 'simulator'],
    [{ kind: 'board', ...board } as const, 'board XyloA2TestBoard, serial 0042, fxtree 0.11.5, unifirm 1.1.3'],
    [{ kind: 'emulated', ...board, serial: '', firmware: {} } as const, 'emulated board XyloA2TestBoard'],
  ])('of %j', (ranOn, text) => {
    expect(formatRanOn(ranOn)).toBe(text);
  });
});
