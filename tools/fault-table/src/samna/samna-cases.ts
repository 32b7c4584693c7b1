import type { OpenSamnaOptions } from '@xylopipe/hdk-transport/samna';
import type { Expected } from '../faults/fault-case.js';
import type { Script } from './stand-in.js';

/** Something that goes wrong with samna or behind it, while a host does something with a board. */
export interface SamnaCase {
  readonly operation: 'connect' | 'deploy' | 'evolve' | 'close';
  readonly fault: string;
  readonly detail?: string;
  readonly script: Script;
  readonly options?: OpenSamnaOptions;
  readonly expected: Expected;
}

const BOARD = 'XyloA2TestBoard';

/** What a call of samna does when its time has come, and what the host is told. */
const failing = (operation: SamnaCase['operation'], call: string, late: Expected): readonly SamnaCase[] => [
  {
    operation,
    fault: 'samna raises',
    detail: call,
    script: { faults: { [call]: { do: 'raise' } } },
    expected: ['SAMNA_ERROR', 'OPERATION_FAILED'],
  },
  { operation, fault: 'samna hangs', detail: call, script: { faults: { [call]: { do: 'hang' } } }, expected: late },
  {
    operation,
    fault: 'the process dies',
    detail: call,
    script: { faults: { [call]: { do: 'die' } } },
    expected: ['BUS_LOST', 'PYTHON_FAILED'],
  },
];

const LATE = ['BUS_TIMEOUT', 'READOUT_TIMEOUT'] as const;

/** All of them. Errors are what is looked at; what comes of an evolution, `pnpm conformance:boards` compares. */
export const SAMNA_CASES: readonly SamnaCase[] = [
  { operation: 'connect', fault: 'none', script: {}, expected: 'success' },
  { operation: 'connect', fault: 'board: not found', script: { boards: [] }, expected: ['SAMNA_NOT_FOUND'] },
  {
    operation: 'connect',
    fault: 'board: busy',
    script: { boards: [{ type: BOARD, opened: true }] },
    expected: ['BOARD_BUSY'],
  },
  {
    operation: 'connect',
    fault: 'board: wrong firmware',
    script: { firmware: { fxtree: '0.1.0', unifirm: '0.1.0' } },
    expected: ['FIRMWARE_OLD'],
  },
  { operation: 'connect', fault: 'samna is too old', script: { version: '0.40.0' }, expected: ['SAMNA_VERSION'] },
  {
    operation: 'connect',
    fault: 'there is no Python',
    script: {},
    options: { python: 'no-such-python' },
    expected: ['PYTHON_MISSING'],
  },
  ...failing('connect', 'open_device', ['BUS_TIMEOUT']),
  { operation: 'deploy', fault: 'none', script: {}, expected: 'success' },
  ...failing('deploy', 'apply_configuration', LATE),
  { operation: 'deploy', fault: 'no answers', script: { faults: { 'no answers': {} } }, expected: LATE },
  { operation: 'evolve', fault: 'none', script: {}, expected: 'success' },
  ...failing('evolve', 'Spike', LATE),
  { operation: 'close', fault: 'none', script: {}, expected: 'success' },
  {
    operation: 'close',
    fault: 'samna hangs',
    detail: 'close_device',
    script: { faults: { close_device: { do: 'hang' } } },
    expected: 'success',
  },
  {
    operation: 'close',
    fault: 'the process dies',
    detail: 'close_device',
    script: { faults: { close_device: { do: 'die' } } },
    expected: 'success',
  },
];
