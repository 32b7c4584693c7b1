import { describe, expect, it } from 'vitest';
import { type BoardRow, boardLines, counted, haveFailed, newRow } from './board-report.js';

const full: BoardRow = [
  { outcome: 'equal' } as const,
  { outcome: 'equal' } as const,
  { outcome: 'refused', by: ['LIMIT_BIAS', 'LIMIT_FAN_OUT'] } as const,
].reduce((row, outcome) => counted(row, 'e2e', outcome), newRow('tcp', 'syns61201'));
const failed = counted(full, 'random', { outcome: 'failed', difference: 'vmem' });

describe('the table', () => {
  it('counts cases by set, refusals by limit, and all of them', () => {
    expect(boardLines([full, { ...failed, link: 'usb' }]).map((line) => line.replace(/ +/g, ' '))).toEqual([
      'link chip real e2e digits sim random equal refused failed',
      'tcp syns61201 0 2 0 0 0 2 1 0',
      'usb syns61201 0 2 0 0 0 2 1 1',
      'syns61201 refuses of e2e: 1 for LIMIT_BIAS + LIMIT_FAN_OUT',
      '6 passed, 1 failed',
    ]);
  });

  it('has failed where a case has, and where nothing was shown to be equal', () => {
    expect(haveFailed([full])).toBe(false);
    expect(haveFailed([full, failed])).toBe(true);
    expect(haveFailed([full, newRow('usb', 'syns61201')])).toBe(true);
    expect(haveFailed([])).toBe(true);
  });
});
