import type { DeviceConfig } from '../artifacts/device-config.js';
import { specSizes } from '../artifacts/spec-fields.js';
import type { StateSnapshot } from '../device/contract.js';
import { XylopipeError } from '../issues/error.js';
import { errorsIn, type Issue } from '../issues/issue.js';
import { MAX_SPIKES } from './max-spikes.js';

/**
 * The state of a chip of this configuration, read once; the arrays are not copied.
 * @throws SNAPSHOT_MISMATCH if it is of a network of other sizes.
 * @throws SNAPSHOT_INVALID if it is no state at all: other arrays, or more than 31 undelivered spikes of a neuron.
 */
export function stateOf(snapshot: StateSnapshot, config: DeviceConfig): StateSnapshot {
  const { hidden, outputs } = specSizes(config);
  const sizes: { readonly [K in keyof StateSnapshot]: readonly [length: number, type: string] } = {
    vmem: [hidden, 'Int16Array'],
    isyn: [config.synapse2Enable ? 2 * hidden : hidden, 'Int16Array'],
    spikesHidden: [hidden, 'Uint8Array'],
    vmemOut: [outputs, 'Int16Array'],
    isynOut: [outputs, 'Int16Array'],
  };
  const state = { ...snapshot };
  const fields: Readonly<Record<string, unknown>> = state;
  const issues = Object.entries(sizes).flatMap(([name, [length, type]]) => {
    const states = fields[name];
    if (!ArrayBuffer.isView(states) || (states as Uint8Array)[Symbol.toStringTag] !== type)
      return [wrongType(name, type)];
    const found = (states as Uint8Array).length;
    const issue = found === length ? [] : [wrongSize(name, found, length)];
    return name === 'spikesHidden' ? [...issue, ...tooManySpikes(states as Uint8Array)] : issue;
  });
  if (errorsIn(issues).length === 0) return state;
  const mismatch = issues.every(({ code }) => code === 'SIZE_MISMATCH');
  throw mismatch
    ? new XylopipeError('SNAPSHOT_MISMATCH', 'the snapshot is of another network', { who: config.chipId, issues })
    : new XylopipeError('SNAPSHOT_INVALID', 'this is no state of the network', { who: config.chipId, issues });
}

const wrongType = (name: string, limit: string): Issue => ({
  code: 'WRONG_TYPE',
  severity: 'error',
  at: [name],
  limit,
  message: `${name} is no ${limit}`,
  hint: 'restore what `snapshot` gave',
});

const wrongSize = (name: string, measured: number, limit: number): Issue => ({
  code: 'SIZE_MISMATCH',
  severity: 'error',
  at: [name],
  measured,
  limit,
  message: `${name} has another number of states than the network`,
  hint: 'restore snapshots of the same configuration only',
});

/** One issue for all of them. */
function tooManySpikes(spikes: Uint8Array): readonly Issue[] {
  const limit = MAX_SPIKES.hidden;
  const first = spikes.findIndex((count) => count > limit);
  if (first < 0) return [];
  const found = spikes.reduce((n, count) => (count > limit ? n + 1 : n), 0);
  return [
    {
      code: 'VALUE_RANGE',
      severity: 'error',
      at: ['spikesHidden', first],
      measured: spikes[first],
      limit,
      message: `${found} neuron${found === 1 ? ' has' : 's have'} more spikes than one can emit in a timestep`,
      hint: 'restore what `snapshot` gave',
    },
  ];
}
