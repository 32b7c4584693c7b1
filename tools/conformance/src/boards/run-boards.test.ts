import { DeviceRegistry } from '@xylopipe/core/registry';
import { expect, it } from 'vitest';
import { createRegistry } from 'xylopipe';
import { oneSpike } from '../one-spike.js';
import type { CasesFor } from './board-case.js';
import { newRow } from './board-report.js';
import { simCases } from './cases/sim-cases.js';
import type { LinkBoard, LinkName } from './links/board-link.js';
import { localLinks } from './links/local-links.js';
import { runBoards } from './run-boards.js';

const tooWide = { ...oneSpike, name: 'wide', spec: { ...oneSpike.spec, bias: [200] } };
const cases: readonly CasesFor[] = [simCases([oneSpike, tooWide])];

async function run(links: ReadonlyMap<LinkName, LinkBoard>, which = cases) {
  const lines: string[] = [];
  const registry = new DeviceRegistry(
    createRegistry()
      .list()
      .filter(({ chipId }) => chipId === 'syns61201'),
  );
  const rows = await runBoards({ registry, links, cases: which, print: (line) => lines.push(line) });
  return { rows, lines };
}

it('runs every case over every link, and counts', async () => {
  const { rows, lines } = await run(localLinks);
  expect(lines).toEqual([]);
  expect(rows).toEqual(
    [...localLinks.keys()].map((link) => ({
      ...newRow(link, 'syns61201'),
      equal: { sim: 1 },
      refused: { sim: { VALUE_RANGE: 1 } },
    })),
  );
});

it('is a failure where something else is recorded', async () => {
  const wrong = { ...oneSpike, expected: { ...oneSpike.expected, spikes_hidden: [[2]] } };
  const { rows, lines } = await run(localLinks, [simCases([wrong])]);
  expect(rows.map(({ failed, equal }) => [failed, equal])).toEqual([...localLinks.keys()].map(() => [1, {}]));
  expect(lines[0]).toMatch(
    /^FAILED syns61201 over loopback, 1 cases; first sim one_spike: .* recorded: .*spikes_hidden/,
  );
});

it.each([
  ['dropTimestep', { fault: 'dropTimestep', timestep: 0 }, 'the next one is 1'],
  ['unplug', { fault: 'unplug', operation: 3 }, 'BUS_LOST'],
  ['bitError', { fault: 'bitError', bank: 'NTHRAM', word: 0, bit: 1, sticky: true }, 'VERIFY_FAILED'],
] as const)('is a failure where the board has the fault %s', async (_, fault, message) => {
  const faulty: LinkBoard = (board) => {
    board.inject(fault);
    return (localLinks.get('loopback') as LinkBoard)(board);
  };
  const { rows, lines } = await run(new Map([['loopback', faulty]]));
  expect(rows).toMatchObject([{ failed: 1, refused: { sim: { VALUE_RANGE: 1 } } }]);
  expect(lines).toEqual([expect.stringContaining(message)]);
});
