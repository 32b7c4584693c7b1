import type { DevicePlugin } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { BOARD_CONNECTION } from '@xylopipe/xylo-hdk';
import type { CasesFor } from './board-case.js';
import { type BoardRow, counted, newRow } from './board-report.js';
import { judgeCase } from './judge-case.js';
import type { LinkBoard, LinkedBoard, LinkName } from './links/board-link.js';
import { boardOf } from './links/board-of.js';

/** What to judge. */
export interface BoardRun {
  /** Chips, with their drivers. */
  readonly registry: DeviceRegistry;
  readonly links: ReadonlyMap<LinkName, LinkBoard>;
  readonly cases: readonly CasesFor[];
  /** Hears of the first case that fails in each set. */
  readonly print: (line: string) => void;
}

/** Runs all cases on every chip over every link: one board each, on which network follows network. */
export async function runBoards(run: BoardRun): Promise<readonly BoardRow[]> {
  const rows: BoardRow[] = [];
  for (const plugin of run.registry.list()) rows.push(...(await runChip(plugin, run)));
  return rows;
}

async function runChip({ chipId, boards }: DevicePlugin, run: BoardRun): Promise<readonly BoardRow[]> {
  const { registry, links, cases, print } = run;
  const device = registry.get(chipId);
  const rows = [...links.keys()].map((link) => newRow(link, chipId));
  const linked: LinkedBoard[] = [];
  try {
    for (const link of links.values()) linked.push(await link(boardOf(device, boards)));
    const judged = linked.map(({ connect, tells, refuses }) => ({
      deployer: registry.copy().override(chipId, BOARD_CONNECTION, { useValue: connect }).get(chipId).hdkDriver,
      tells,
      refuses,
    }));
    for (const casesFor of cases) {
      const failures = rows.map((): string[] => []);
      for (const boardCase of casesFor(device)) {
        const outcomes = await judgeCase(boardCase, device.simulator, judged);
        for (const [i, outcome] of outcomes.entries()) {
          rows[i] = counted(rows[i] as BoardRow, boardCase.set, outcome);
          if (outcome.outcome === 'failed')
            failures[i]?.push(`${boardCase.set} ${boardCase.name}: ${outcome.difference}`);
        }
      }
      for (const [i, [first, ...others]] of failures.entries())
        if (first !== undefined)
          print(`FAILED ${chipId} over ${rows[i]?.link}, ${1 + others.length} cases; first ${first}`);
    }
  } finally {
    for (const board of linked) await board.close();
  }
  return rows;
}
