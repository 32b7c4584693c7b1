import type { BoardFault } from '@xylopipe/hdk-emulator';
import type { Operation } from '../operations.js';
import type { Expected, FaultCase } from './fault-case.js';

/** Timesteps that a session has behind it when the fault comes. */
export const WARM_UP = 7;

/** Number of the next timestep then: a deployment takes one, for what waits on the board. */
const NEXT = WARM_UP + 1;

/** Milliseconds that an operation of a slow board takes more, and of one that is too slow. */
const SLOW = 5;
const TOO_SLOW = 60_000;

/** What the driver says when a board does not finish what it is asked for. */
const LATE = ['BUS_TIMEOUT', 'READOUT_TIMEOUT'] as const;
const GONE = ['BUS_LOST'] as const;

interface BoardRow {
  readonly row: string;
  readonly fault: BoardFault;
  readonly detail?: string;
  /** By operation; those that are not there do not meet it. */
  readonly expected: Readonly<Record<string, Expected>>;
  readonly boardStays?: boolean;
  readonly mended?: boolean;
}

/** All operations that ask the board for something, and come to this with it. */
const asking = (expected: Expected, ...but: readonly string[]): Readonly<Record<string, Expected>> =>
  Object.fromEntries(
    ['deploy', 'verify', 'evolve', 'record', 'step', 'reset', 'snapshot', 'restore', 'power']
      .filter((name) => !but.includes(name))
      .map((name) => [name, expected]),
  );

/** Whoever wants to leave has left. */
const LEAVES = { close: 'success' } as const;

const ROWS: readonly BoardRow[] = [
  { row: 'busy', fault: { fault: 'busy', times: 1 }, expected: { connect: ['HXP_REFUSED'], deploy: ['HXP_REFUSED'] } },
  {
    row: 'wrong firmware',
    fault: { fault: 'firmware', firmware: { fxtree: '0.0.1', unifirm: '0.0.1' } },
    expected: { deploy: ['FIRMWARE_TOO_OLD'] },
    boardStays: false,
  },
  { row: 'hang', fault: { fault: 'hang', operation: 1 }, expected: { ...asking(LATE), ...LEAVES }, boardStays: false },
  {
    row: 'hang',
    detail: 'in mid-operation',
    fault: { fault: 'hang', operation: 5 },
    expected: { deploy: LATE, verify: LATE, record: LATE, step: LATE, reset: LATE, snapshot: LATE, restore: LATE },
    boardStays: false,
  },
  { row: 'slow', fault: { fault: 'slow', ms: SLOW }, expected: { ...asking('success'), ...LEAVES } },
  {
    row: 'far too slow',
    fault: { fault: 'slow', ms: TOO_SLOW },
    expected: { ...asking(LATE), ...LEAVES },
    boardStays: false,
  },
  {
    row: 'stale state',
    detail: 'once',
    fault: { fault: 'staleState', times: 1 },
    expected: { reset: 'success', restore: 'success' },
    mended: true,
  },
  {
    row: 'stale state',
    detail: 'always',
    fault: { fault: 'staleState' },
    expected: { reset: ['VERIFY_FAILED'], restore: ['VERIFY_FAILED'] },
    boardStays: false,
  },
  {
    row: 'bit error, once',
    detail: 'thresholds, after they were written',
    fault: { fault: 'bitError', bank: 'NTHRAM', word: 1, bit: 4, when: { afterWrites: 12 } },
    expected: { deploy: 'success' },
    mended: true,
  },
  {
    row: 'bit error, once',
    detail: 'in memory',
    fault: { fault: 'bitError', bank: 'NTHRAM', word: 1, bit: 4 },
    expected: { verify: ['VERIFY_FAILED'] },
  },
  {
    row: 'bit error, sticky',
    detail: 'thresholds',
    fault: { fault: 'bitError', bank: 'NTHRAM', word: 1, bit: 14, sticky: true },
    expected: { deploy: ['VERIFY_FAILED'], verify: ['VERIFY_FAILED'] },
    boardStays: false,
  },
  {
    row: 'bit error, sticky',
    detail: 'potentials',
    fault: { fault: 'bitError', bank: 'NMPRAM', word: 1, bit: 14, sticky: true },
    expected: { reset: ['VERIFY_FAILED'], restore: ['VERIFY_FAILED'] },
    boardStays: false,
  },
  ...[0, 5, 23].map(
    (timestep): BoardRow => ({
      row: 'dropped timestep',
      detail: `number ${timestep}`,
      fault: { fault: 'dropTimestep', timestep: NEXT + timestep },
      expected: { evolve: ['READOUT_LOST'], record: ['READOUT_LOST'], power: ['READOUT_LOST'] },
    }),
  ),
  {
    row: 'dropped timestep',
    detail: 'of single steps',
    fault: { fault: 'dropTimestep', timestep: NEXT + 1 },
    expected: { step: ['READOUT_LOST', 'READOUT_TIMEOUT'] },
  },
  ...[1, 2, 5].map(
    (operation): BoardRow => ({
      row: 'unplug at operation n',
      detail: `${operation}`,
      fault: { fault: 'unplug', operation },
      expected:
        operation === 1
          ? { ...asking(GONE), ...LEAVES }
          : asking(GONE, ...(operation === 2 ? [] : ['evolve', 'power', 'reset'])),
      boardStays: false,
    }),
  ),
];

/** What can be wrong with the board when a host wants or does something. */
export const boardFaultsFor = ({ name }: Operation): readonly FaultCase[] => [
  ...ROWS.flatMap(({ row, fault, detail = '', expected, boardStays = true, mended = false }): FaultCase[] => {
    const outcome = expected[name];
    if (outcome === undefined) return [];
    return [
      {
        row: `board: ${row}`,
        detail,
        strike: ({ board }) => board.inject(fault),
        strikes: ({ faultCounts }) => faultCounts[fault.fault] ?? 0,
        expected: outcome,
        boardStays,
        mended,
      },
    ];
  }),
  ...(name === 'connect' || name === 'deploy' ? [NOT_FOUND, UNPLUGGED] : []),
];

const NOT_FOUND: FaultCase = {
  row: 'board: not found',
  detail: '',
  strike: ({ removeBoard }) => removeBoard(),
  strikes: () => 1,
  expected: ['NO_BOARD', 'LINK_REFUSED', 'LINK_UNREACHABLE', 'USB_NOT_FOUND'],
  boardStays: true,
};

const UNPLUGGED: FaultCase = {
  row: 'board: unplugged before',
  detail: '',
  strike: ({ board }) => board.unplug(),
  strikes: () => 1,
  expected: ['BUS_LOST'],
  boardStays: false,
};
