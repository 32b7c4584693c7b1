import { describe, expect, it } from 'vitest';
import { haveFailed } from './board-report.js';
import { SAMNA_TELLS, whyNoSamna } from './links/samna-link.js';
import { runBoardsOverSamna, samnaLines } from './over-samna.js';

const lack = whyNoSamna();

describe.skipIf(lack !== undefined)(
  `boards over samna${lack === undefined ? '' : `: ${lack}`}`,
  { timeout: 60_000 },
  () => {
    it('are judged in every state that they tell, chip by chip', async () => {
      const lines: string[] = [];
      const print = (line: string): void => void lines.push(line);
      const rows = await runBoardsOverSamna({ vectors: undefined, random: 6, seed: 7 }, print);
      expect(lines).toEqual([]);
      expect(haveFailed(rows)).toBe(false);
      expect(rows.map(({ link, chipId }) => `${link} ${chipId}`)).toEqual(
        Object.keys(SAMNA_TELLS).map((chipId) => `samna ${chipId}`),
      );
      const [a2, imu, a3] = rows;
      expect([a2?.equal, imu?.equal]).toEqual([{ random: 6 }, { random: 6 }]);
      // A second synapse is nothing that samna can be given there.
      const { SYNAPSE2_NOT_PUBLIC: refused = 0 } = a3?.refused.random ?? {};
      expect((a3?.equal.random ?? 0) + refused).toBe(6);
      expect(refused).toBeGreaterThan(0);
    });
  },
);

it('what is not compared is said', () => {
  expect(samnaLines().find((line) => line.includes('syns61201'))).toMatch(/vmem, isyn, isyn2/);
  expect(samnaLines().find((line) => line.includes('syns61201'))).not.toContain('isynOut');
});
