import { whyNoEmulatedUsb } from '@xylopipe/usb-emulator';
import { describe, expect, it } from 'vitest';
import { haveFailed } from './board-report.js';
import { mayLackUsb, runBoardsOverUsb } from './over-usb.js';

describe('what USB may lack', () => {
  it.each([
    ['needs /dev/fuse: ENOENT', true],
    ['needs Linux, this is darwin', true],
    ['the emulation does not start: unshare failed: Operation not permitted', true],
    ['needs python3: it ends with code 127', false],
    ['needs unshare: ENOENT', false],
    ['the emulation does not start: TypeError', false],
  ])('%s: with CI=true %j', (reason, may) => {
    expect(mayLackUsb(reason, true)).toBe(may);
    expect(mayLackUsb(reason, false)).toBe(true);
  });
});

const lack = await whyNoEmulatedUsb();

describe.skipIf(lack !== undefined)(
  `boards over USB${lack === undefined ? '' : `: ${lack}`}`,
  { timeout: 60_000 },
  () => {
    it('are judged in a process of their own, chip by chip', async () => {
      const lines: string[] = [];
      const rows = await runBoardsOverUsb({ vectors: undefined, random: 2, seed: 7 }, (line) => lines.push(line));
      expect(lines).toEqual([]);
      expect(rows).toHaveLength(5);
      expect(haveFailed(rows)).toBe(false);
      for (const row of rows) expect(row).toMatchObject({ link: 'usb', equal: { random: 2 }, refused: {}, failed: 0 });
    });

    it('is told where they do not come to their end', async () => {
      const choice = { vectors: '/absent', random: 1, seed: 7 };
      await expect(runBoardsOverUsb(choice, () => {})).rejects.toThrow(/ended with code 1.*ENOENT.*\/absent/s);
    });
  },
);
