import type { Issue } from '@xylopipe/core';
import type { Operation, OperationMode } from '../bus/operation.js';
import { type BoardState, nextState } from './board-state.js';
import { memoryIssues, registerIssues } from './check-addresses.js';
import type { SamnaDevice } from './devices/samna-device.js';
import { outOfRange, rangeIssues, refusal } from './operation-issue.js';

const WORD = 0xffff_ffff;
/** Timesteps of samna's events are signed, or may be. */
const LAST_TIMESTEP = 2 ** 31 - 1;
const FASTEST_POWER = 1000;

/** Everything that samna, or what is public of it, does not allow. `state` is undefined before a configuration. */
export function operationIssues(
  device: SamnaDevice,
  state: BoardState | undefined,
  operations: readonly Operation[],
): Issue[] {
  let now = state;
  return operations.flatMap((operation, index) => {
    const found = issuesOf(device, now, operation).map((issue) => ({
      ...issue,
      at: ['operations', index, ...issue.at],
    }));
    if (now !== undefined) now = nextState(now, operation);
    // Others follow, and then what was asked for so far is put on the board.
    const settled = !changesState(operations[index + 1]);
    if (now !== undefined && changesState(operation) && settled && found.length === 0) {
      found.push(...stateIssues(device, now).map((issue) => ({ ...issue, at: ['operations', index, ...issue.at] })));
    }
    return found;
  });
}

/** Whether an operation goes through the configuration. */
export const changesState = (operation: Operation | undefined): boolean =>
  operation?.op === 'setMode' || operation?.op === 'setMonitor';

function issuesOf(device: SamnaDevice, state: BoardState | undefined, operation: Operation): Issue[] {
  switch (operation.op) {
    case 'writeRegister':
      return [...registerIssues(device, operation.address), ...rangeIssues('value', operation.value, 0, WORD)];
    case 'readRegister':
      return registerIssues(device, operation.address);
    case 'modifyRegister':
      return [
        ...registerIssues(device, operation.address),
        ...rangeIssues('mask', operation.mask, 0, WORD),
        ...rangeIssues('value', operation.value, 0, WORD),
      ];
    case 'writeMemory':
      return [refusal('OPERATION_UNSUPPORTED', [], 'memories are never written through samna', 'use configure()')];
    case 'readMemory':
      return memoryIssues(device, operation.address, operation.count);
    case 'sendSpikes':
      return [...notConfigured(state), ...spikeIssues(operation.spikes)];
    case 'setMode':
      return [...notConfigured(state), ...modeIssues(device, operation.mode)];
    case 'setMonitor':
      return [...notConfigured(state), ...monitorIssues(device, state, operation)];
    case 'triggerProcessing':
      return [...notConfigured(state), ...rangeIssues('before', operation.before ?? 0, 0, LAST_TIMESTEP)];
    case 'triggerReadout':
      return [];
    case 'measurePower':
      return operation.rate >= 0 && operation.rate <= FASTEST_POWER
        ? []
        : [outOfRange('rate', operation.rate, 0, FASTEST_POWER)];
    default:
      return [refusal('OPERATION_UNSUPPORTED', [], `there is no ${String((operation as { op: unknown }).op)}`)];
  }
}

const notConfigured = (state: BoardState | undefined): Issue[] =>
  state === undefined
    ? [
        refusal(
          'NOT_CONFIGURED',
          [],
          'the board has no configuration',
          'call configure() first, and again if it failed',
        ),
      ]
    : [];

function spikeIssues(spikes: Extract<Operation, { op: 'sendSpikes' }>['spikes']): Issue[] {
  const { timesteps, channels, counts } = spikes;
  if (timesteps.length !== channels.length || timesteps.length !== counts.length) {
    return [refusal('SPIKES_SHAPE', ['spikes'], 'timesteps, channels and counts are not of one length')];
  }
  const wrong = timesteps.findIndex((timestep, i) => timestep > LAST_TIMESTEP || timestep < (timesteps[i - 1] ?? 0));
  if (wrong >= 0) {
    return [refusal('SPIKES_ORDER', ['spikes', 'timesteps', wrong], 'timesteps ascend, up to 2^31 - 1')];
  }
  const none = counts.indexOf(0);
  return none < 0 ? [] : [outOfRange('spikes.counts', 0, 1, 255)];
}

function modeIssues({ chipId, modes }: SamnaDevice, name: OperationMode): Issue[] {
  const mode = Object.hasOwn(modes, name) ? modes[name] : undefined;
  if (mode !== undefined && typeof mode !== 'string') return [];
  return [
    refusal('MODE_UNSUPPORTED', ['mode'], `no mode ${name} of ${chipId}${mode === undefined ? '' : `: ${mode}`}`),
  ];
}

function monitorIssues(
  { chipId, monitors }: SamnaDevice,
  state: BoardState | undefined,
  { signal, first, count }: Extract<Operation, { op: 'setMonitor' }>,
): Issue[] {
  const wrong = [...rangeIssues('first', first, 0, 0xffff), ...rangeIssues('count', count, 0, 0xffff)];
  if (wrong.length > 0) return wrong;
  if (count > 0 && !Object.hasOwn(monitors.signals, signal)) {
    return [refusal('SIGNAL_UNSUPPORTED', ['signal'], `how samna monitors ${signal} of ${chipId} is not public`)];
  }
  const neurons = signal.endsWith('Out') ? state?.outputs : state?.hidden;
  if (neurons === undefined || count === 0 || first + count <= neurons) return [];
  return [outOfRange('count', first + count, 0, neurons)];
}

function stateIssues(device: SamnaDevice, { mode, monitors }: BoardState): Issue[] {
  const has = device.modes[mode];
  if (typeof has === 'string' || has.monitors || (mode === 'manual' && device.manual !== undefined)) return [];
  const asked = Object.keys(monitors).filter(
    (signal) => device.monitors.signals[signal as keyof typeof monitors]?.monitor !== undefined,
  );
  return asked.map((signal) =>
    refusal(
      'MONITOR_IN_MODE',
      [],
      `${signal} cannot be monitored in mode ${mode}`,
      'set the count of its monitor to 0',
    ),
  );
}
