import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { deviceDescriptions } from './device-description.js';
import { deviceOverview } from './device-overview.js';

const devices = deviceDescriptions(createRegistry());
const rowOf = (name: string, of = devices): readonly string[] | undefined =>
  deviceOverview(of).rows.find(([first]) => first === name);

describe('deviceOverview', () => {
  it('has a column for each device and a row for each thing', () => {
    const { rows } = deviceOverview(devices);
    expect(rows[0]).toEqual(['', ...devices.map(({ chipId }) => chipId)]);
    expect(rows.every((row) => row.length === devices.length + 1)).toBe(true);
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });

  it.each([
    ['hidden neurons', '1000', '1000', '1000', '496', '992'],
    ['bias width, bits', '-', '-', '8*', '8*', '8*'],
    ['real-time step, ms', 'free', 'free', 'free', '5', 'free'],
    ['board driver (hdk)', ...devices.map(({ capabilities }) => (capabilities.hdk ? 'yes' : 'no'))],
    ['boards known', '2', '0', '1', '1', '1'],
    ['cycle model', 'no', 'no', 'yes', 'yes', 'yes'],
  ])('%s', (...row) => {
    expect(rowOf(row[0] as string)).toEqual(row);
  });

  it('has a note for each assumption, with the chips that it is made for', () => {
    expect(deviceOverview(devices).notes).toEqual([
      '* assumed (syns61201, syns63300, syns65302): bias width, not published; as wide as weights, to be safe',
    ]);
    expect(deviceOverview(devices.slice(0, 2)).notes).toEqual([]);
  });

  it('counts what a device has not all of', () => {
    const [first] = devices;
    if (first === undefined) throw new Error('no device');
    const capabilities = { ...first.capabilities, record: ['vmem' as const], outputs: [] };
    const maps = { known: false, reason: 'none' } as const;
    const poor = [{ ...first, capabilities, maps }];
    expect(rowOf('recorded signals', poor)).toEqual(['recorded signals', '1 of 7']);
    expect(rowOf('outputs', poor)).toEqual(['outputs', '0 of 3']);
    expect(rowOf('registers known', poor)).toEqual(['registers known', 'no map']);
  });

  it('counts entries of maps that we have not made up', () => {
    const entries = { documented: 1, derived: 2, defined: 3 };
    const map = { kind: 'registers', name: 'core registers', entries, fields: entries } as const;
    const [first] = devices;
    if (first === undefined) throw new Error('no device');
    const known = [{ ...first, maps: { known: true, value: [map, map] } as const }];
    expect(rowOf('registers known', known)?.[1]).toBe('6 of 12');
    expect(rowOf('memories known', known)?.[1]).toBe('no map');
  });

  it('of nothing is empty', () => {
    expect(deviceOverview(deviceDescriptions(new DeviceRegistry()))).toEqual({ rows: [], notes: [] });
  });
});
