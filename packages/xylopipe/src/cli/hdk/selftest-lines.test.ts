import { describe, expect, it } from 'vitest';
import type { SelftestRow } from '../../selftest/selftest-row.js';
import { selftestLines } from './selftest-lines.js';

const row = (given: Partial<SelftestRow>): SelftestRow => ({
  link: 'tcp',
  chip: 'syns61201',
  network: 'ring',
  equal: true,
  values: 10,
  ...given,
});
const differs = {
  equal: false,
  firstDifference: { timestep: 3, signal: 'vmem', neuron: 2, simulator: 5, board: 6 },
} as const;
const fails = {
  equal: false,
  values: 0,
  error: { code: 'BUS_LOST', message: 'it is gone', hint: 'plug it in' },
} as const;
const linesOf = (...rows: readonly SelftestRow[]) => selftestLines({ rows, seed: 7, skipped: [] });

describe('selftestLines', () => {
  it('are a table and a verdict where all is equal', () => {
    expect(linesOf(row({}), row({ chip: 'syns63300' }), row({ network: 'biases' }))).toEqual([
      '        syns61201  syns63300',
      'ring        equal      equal',
      'biases      equal          -',
      '',
      'links: tcp',
      '3 of 3 equal to the simulator, 30 values compared, seed 7',
    ]);
  });

  it('name the links over which a network differs, unless it is all', () => {
    const lines = linesOf(row({}), row({ link: 'usb', ...differs }), row({ network: 'biases', ...differs }));
    expect(lines.slice(1, 3).map((line) => line.replace(/ +/, ' '))).toEqual(['ring DIFFERS (usb)', 'biases DIFFERS']);
    expect(lines).toContain(
      'different: syns61201, "ring", over usb: at timestep 3, vmem of neuron 2 is 5 in the simulator, 6 on the board',
    );
    expect(lines).toContain('what to do: repeat it with "xylopipe hdk selftest --link usb --chip syns61201 --seed 7".');
  });

  it('tell failures from differences, with what to do about them', () => {
    const lines = linesOf(row(fails));
    expect(lines[1]).toMatch(/^ring +FAILS$/);
    expect(lines).toContain('failed: syns61201, "ring", over tcp: it is gone (BUS_LOST)');
    expect(lines).toContain('  hint: plug it in');
  });

  it('say why a board is refused, and no word of cables then', () => {
    const issues = [
      { code: 'FIRMWARE_TOO_OLD', severity: 'error', at: ['board'], message: 'fxtree is 0.1', hint: 'update it' },
      { code: 'FIRMWARE_TOO_OLD', severity: 'error', at: ['board'], message: 'unifirm is 0.1' },
    ] as const;
    const refused = { code: 'FIRMWARE_TOO_OLD', message: 'the board cannot be used', issues };
    const lines = linesOf(row({ ...fails, error: refused }));
    expect(lines.slice(-5)).toEqual([
      'failed: syns61201, "ring", over tcp: the board cannot be used (FIRMWARE_TOO_OLD)',
      '  fxtree is 0.1',
      '  hint: update it',
      '',
      'what to do: put that in order, and repeat it with "xylopipe hdk selftest --link tcp --chip syns61201 --seed 7".',
    ]);
    expect(lines.join()).not.toContain('cable');
    expect(linesOf(row({ ...fails, error: refused }), row(fails)).join()).toContain('cable');
    expect(linesOf(row({ ...fails, error: refused }), row(differs)).join()).toContain('cable');
  });

  it('say once what a board cannot tell, and what was not tested', () => {
    const notCompared = ['isynOut'] as const;
    const rows = [row({ link: 'samna', notCompared }), row({ link: 'samna', network: 'biases', notCompared })];
    const lines = selftestLines({ rows, seed: 7, skipped: [{ link: 'usb', reason: 'there are no boards' }] });
    expect(lines.slice(3)).toEqual([
      '',
      'links: samna',
      'not compared: isynOut of syns61201 over samna: the board cannot tell it',
      'not tested: usb: there are no boards',
      '2 of 2 equal to the simulator, 20 values compared, seed 7',
    ]);
  });
});
