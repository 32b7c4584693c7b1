import { describe, expect, it } from 'vitest';
import { boundsOf } from './bounds.js';
import { type Figures, type Report, tableOf } from './report.js';

const figures: Figures = {
  links: {
    loopback: {
      deploy: { roundTrips: 120, bytes: 300_000, seconds: 1.001 },
      evolve: { plain: 20, recorded: 4, roundTrips: 2 },
      faults: [],
    },
    tcp: { deploy: { roundTrips: 13, bytes: 300_000, seconds: 0.1 }, evolve: null, faults: [] },
  },
  overhead: { data: 90, sent: 99, received: 1, share: 0.1 },
  codec: { encode: 200, decode: 199 },
};

const report: Report = {
  node: 'Node v20',
  cpu: 'a processor',
  cores: 2,
  load: [0.5, 1],
  seconds: 9,
  board: 'emulated',
  ...figures,
  bounds: boundsOf(figures),
  skipped: ['usb: needs /dev/fuse'],
  faults: [],
};

describe('bounds', () => {
  it('are kept at their limits, missed beyond, and open where nothing was measured', () => {
    const held = boundsOf(figures).map(({ what, holds }) => [what, holds]);
    expect(Object.fromEntries(held)).toEqual({
      'full configuration': true,
      'the same over loopback': false,
      'the same over emulated USB': null,
      'audio events over loopback': true,
      'audio events over tcp': null,
      'bytes that are not words': false,
      'codec, encoding': true,
      'codec, decoding': false,
    });
  });
});

describe('the table', () => {
  const lines = tableOf(report);
  const line = (start: string): string => lines.find((text) => text.startsWith(start)) ?? '';

  it('says that the board is emulated, how busy the machine was, and what was left out', () => {
    expect(line('The board is EMULATED')).not.toBe('');
    expect(lines[0]).toContain('load average 0.50 at the beginning, 1.00 at the end');
    expect(lines).toContain('SKIPPED: usb: needs /dev/fuse');
  });

  it('says of each bound whether it holds', () => {
    expect(line('full configuration')).toMatch(/<= 120 round trips +120 round trips +holds$/);
    expect(line('the same over loopback')).toMatch(/1\.001 s +MISSED$/);
    expect(line('the same over emulated USB')).toMatch(/not measured$/);
    expect(line('tcp')).toMatch(/not measured$/);
  });

  it('ends with what is wrong', () => {
    expect(lines.at(-1)).toBe('evolutions: as in the simulator');
    expect(tableOf({ ...report, faults: ['tcp: sound 1 is another'] }).slice(-2)).toEqual([
      'FAILED: tcp: sound 1 is another',
      '1 failed',
    ]);
  });
});
