import { OPCODES } from '@xylopipe/hdk-transport/hxp';
import { describe, expect, it } from 'vitest';
import { loopbackBench } from './bench/loopback-bench.js';
import { type Outcome, runCell } from './cell.js';
import { drivenChip } from './chip.js';
import type { FaultCase } from './faults/fault-case.js';
import { networkOn } from './network.js';
import { operationsWith } from './operations.js';
import { truths } from './truth.js';

const chip = drivenChip();
const config = networkOn(chip.limits);
const truthOf = truths(chip.limits, config);

/** What comes of a fault that somebody describes otherwise than it is. */
async function meet(
  name: string,
  fault: Pick<FaultCase, 'strike' | 'expected'> & Partial<FaultCase>,
): Promise<Outcome> {
  const operation = operationsWith(config).find((one) => one.name === name)!;
  const whole = { row: 'a fault', detail: '', boardStays: true, ...fault };
  const context = { bench: loopbackBench(), chip, config };
  return runCell(context, { operation, fault: whole, truth: await truthOf(operation), seed: 0 });
}

const lost = (expected: FaultCase['expected']): Pick<FaultCase, 'strike' | 'expected'> => ({
  strike: ({ failLink }) =>
    failLink([{ direction: 'out', at: { opcode: OPCODES.batch }, fault: { type: 'disconnect' } }]),
  expected,
});

describe('a cell', () => {
  it('finds nothing wrong where everything is as it is said', async () => {
    expect(await meet('evolve', lost(['BUS_LOST']))).toEqual({ ending: { code: 'BUS_LOST' }, wrong: [] });
  });

  it('finds an error that should not be, one that should be another, and one that is missing', async () => {
    expect((await meet('evolve', lost('success'))).wrong).toEqual(['fails with BUS_LOST, and should not']);
    expect((await meet('evolve', lost(['BUS_TIMEOUT']))).wrong).toEqual([
      'fails with BUS_LOST in place of BUS_TIMEOUT',
    ]);
    const slow: Partial<FaultCase> = { strikes: ({ faultCounts }) => faultCounts.slow ?? 0 };
    const { wrong } = await meet('evolve', {
      ...slow,
      strike: ({ board }) => board.inject({ fault: 'slow', ms: 1 }),
      expected: ['BUS_TIMEOUT'],
    });
    expect(wrong).toEqual(['goes well, and should fail with BUS_TIMEOUT']);
  });

  it('finds a fault that does not strike', async () => {
    expect((await meet('evolve', { strike: () => {}, expected: 'success' })).wrong).toEqual([
      'the fault has not struck',
    ]);
  });

  it('finds results that are not those of the simulator, in the operation and behind it', async () => {
    const { wrong } = await meet('record', {
      strike: ({ board }) => board.inject({ fault: 'bitError', bank: 'NTHRAM', word: 1, bit: 9 }),
      strikes: ({ faultCounts }) => faultCounts.bitError ?? 0,
      expected: 'success',
    });
    expect(wrong).toEqual([
      'its result is not that of the simulator',
      'what evolves behind it is not as in the simulator',
    ]);
  });

  it('finds a session that goes on although its operation has failed', async () => {
    const { wrong } = await meet('power', {
      strike: ({ board }) => {
        Object.defineProperty(board, 'execute', {
          value: (operation: { op: string }) => {
            if (operation.op === 'measurePower') throw Object.assign(new Error('no'), { code: 'NO_POWER_MODEL' });
            return Object.getPrototypeOf(board).execute.call(board, operation);
          },
        });
      },
      strikes: () => 1,
      expected: ['OPERATION_FAILED'],
    });
    expect(wrong).toContain('evolves after it has failed');
  });
});
