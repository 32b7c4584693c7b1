import { describe, expect, it } from 'vitest';
import { fuzzBoard } from './fuzz/fuzz-board.js';
import { fuzzHost } from './fuzz/fuzz-host.js';
import { tableOf } from './report.js';
import { runLink } from './run-link.js';
import type { Row } from './run-table.js';

const wrongIn = (rows: readonly Row[]): readonly Row[] => rows.filter(({ wrong }) => wrong.length > 0);

/** Kinds of endings that a table without them would say nothing by. */
const ENDINGS = ['success', 'retried', 'BUS_LOST', 'BUS_TIMEOUT', 'READOUT_LOST', 'VERIFY_FAILED', 'HXP_REFUSED'];

describe('everything that can go wrong', () => {
  it.each(['loopback', 'tcp', 'unix'] as const)(
    'over %s ends in the right result or in one typed error',
    async (link) => {
      // All of it over loopback; over the others, where only the link is another, a part that has every operation.
      const { rows } = await runLink(link, { every: link === 'loopback' ? 1 : 11 });
      expect(wrongIn(rows)).toEqual([]);
      expect(rows.length).toBeGreaterThan(50);
      const endings = rows.map(({ ending }) => (typeof ending === 'object' ? ending.code : ending));
      if (link === 'loopback') expect(endings).toEqual(expect.arrayContaining(ENDINGS));
      expect(tableOf({ rows, skipped: [] }).at(-1)).toBe(`${rows.length} runs, none wrong`);
    },
    120_000,
  );

  it('over emulated USB as well', async ({ skip }) => {
    const { rows, skipped } = await runLink('usb', { every: 15 });
    if (skipped.length > 0) skip(skipped.join());
    expect(wrongIn(rows)).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  }, 300_000);
});

describe('bad frames', () => {
  it('leave a board behind TCP as it was', async () => {
    const { wrong, frames, back } = await fuzzBoard(5000);
    expect(wrong).toEqual([]);
    expect(frames).toBeGreaterThanOrEqual(5000);
    expect(back).toBeGreaterThan(1000);
  }, 60_000);

  it('end a deployment in one typed error', async () => {
    const { wrong, frames, errors } = await fuzzHost(3000);
    expect(wrong).toEqual([]);
    expect(frames).toBeGreaterThanOrEqual(3000);
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(['BUS_LOST', 'ANSWER_INVALID']));
  }, 60_000);
});
