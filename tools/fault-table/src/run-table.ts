import type { LinkBench, LinkName } from './bench/link-bench.js';
import { type CellContext, type Outcome, runCell } from './cell.js';
import { drivenChip } from './chip.js';
import { boardFaultsFor } from './faults/board-faults.js';
import { boardWordsFor } from './faults/board-words.js';
import type { FaultCase } from './faults/fault-case.js';
import { linkFaultsFor } from './faults/link-faults.js';
import { networkOn } from './network.js';
import { operationsWith } from './operations.js';
import { truths } from './truth.js';

/** One run of a cell, as it is reported. */
export interface Row extends Outcome {
  readonly link: LinkName | 'samna';
  readonly operation: string;
  readonly fault: string;
  readonly detail: string;
}

/** What of the table is run. */
export interface TableOptions {
  /** Every so manyth cell of each operation, by chance of its place. Default 1: all. */
  readonly every?: number;
  /** Runs of each cell, with other bits and places each time. Default 1. */
  readonly seeds?: number;
  readonly onRow?: (row: Row) => void;
}

/** Runs the table of one link. */
export async function runTable(
  bench: LinkBench,
  { every = 1, seeds = 1, onRow }: TableOptions = {},
): Promise<readonly Row[]> {
  const chip = drivenChip();
  const config = networkOn(chip.limits);
  const context: CellContext = { bench, chip, config };
  const truthOf = truths(chip.limits, config);
  const rows: Row[] = [];
  let place = 0;
  for (const operation of operationsWith(config)) {
    const truth = await truthOf(operation);
    for (const fault of [...linkFaultsFor(operation), ...boardFaultsFor(operation), ...boardWordsFor(operation)]) {
      if (place++ % every !== 0) continue;
      for (let seed = 0; seed < seeds; seed++) {
        const outcome = await runCell(context, { operation, fault, truth, seed });
        const row = {
          link: bench.name,
          operation: operation.name,
          fault: fault.row,
          detail: detailOf(fault, seed),
          ...outcome,
        };
        rows.push(row);
        onRow?.(row);
      }
    }
  }
  return rows;
}

const detailOf = ({ detail }: FaultCase, seed: number): string => (seed === 0 ? detail : `${detail}, seed ${seed}`);
