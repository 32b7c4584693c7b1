import {
  type DeviceConfig,
  type Issue,
  type Raster,
  refuseOnErrors,
  type SignalName,
  XylopipeError,
} from '@xylopipe/core';
import {
  isDetached,
  nameOf,
  type RecordingBuffers,
  signalEntries,
  valuesOf,
  type WantedSignals,
} from '@xylopipe/core/session';

/**
 * The arrays of a caller, read once: what is checked is what is recorded into.
 * @throws BUFFER_INVALID for what is no object of arrays.
 */
export function buffersOf(into: RecordingBuffers, { chipId }: DeviceConfig): RecordingBuffers {
  if (nameOf(into) === 'Object') return Object.fromEntries(signalEntries(into));
  throw new XylopipeError('BUFFER_INVALID', '`into` holds no arrays', {
    who: chipId,
    hint: 'give an object with an Int16Array for each signal, e.g. { spikesOut: new Int16Array(8000) }',
  });
}

/**
 * Refuses arrays that cannot be recorded into.
 * @param into - what `buffersOf` read.
 * @throws BUFFER_INVALID with one issue per array: of a signal that is not recorded, no `Int16Array`, detached, too small,
 * or on the same memory as another one or as the input.
 */
export function refuseBadBuffers(
  into: RecordingBuffers,
  wanted: WantedSignals,
  config: DeviceConfig,
  input: Raster,
): void {
  const taken: Memory[] = [{ what: 'the input', array: input.counts, bytes: input.counts.byteLength }];
  const issues = Object.entries(into).flatMap(([name, array]: [string, unknown]): Issue[] => {
    if (array === undefined) return [];
    const neurons = wanted.get(name as SignalName);
    const issue = (code: string, message: string, hint: string, bounds: Partial<Issue> = {}): Issue[] => [
      { code, severity: 'error', at: ['into', name], ...bounds, message, hint },
    ];
    if (neurons === undefined) {
      const recorded = [...wanted.keys()].join(', ');
      return issue(
        'NOT_RECORDED',
        `${name} is not recorded`,
        `record it, or leave it out of \`into\`; recorded: ${recorded}`,
      );
    }
    if (!isInt16Array(array)) {
      return issue(
        'WRONG_TYPE',
        `the array for ${name} is no Int16Array`,
        'all signals are recorded as 16-bit integers',
      );
    }
    if (isDetached(array)) {
      return issue('DETACHED', `the array for ${name} is detached`, 'do not record into memory that was transferred');
    }
    const limit = valuesOf(name as SignalName, neurons, config, input.steps);
    if (array.length < limit) {
      const measured = array.length;
      return issue('TOO_SMALL', `the array for ${name} is too small`, `give at least ${limit} elements`, {
        measured,
        limit,
      });
    }
    const memory = { what: `the array for ${name}`, array, bytes: 2 * limit };
    const other = taken.find((earlier) => overlap(earlier, memory));
    taken.push(memory);
    if (other === undefined) return [];
    return issue('OVERLAP', `the array for ${name} shares memory with ${other.what}`, 'give each its own memory');
  });
  refuseOnErrors(issues, 'BUFFER_INVALID', 'this cannot be recorded into', { who: config.chipId });
}

/** The first `bytes` of an array. */
interface Memory {
  readonly what: string;
  readonly array: Int16Array | Uint8Array;
  readonly bytes: number;
}

const overlap = (a: Memory, b: Memory): boolean =>
  a.array.buffer === b.array.buffer &&
  a.array.byteOffset < b.array.byteOffset + b.bytes &&
  b.array.byteOffset < a.array.byteOffset + a.bytes;

/** By its name: an array of another realm, a frame or a test's, is as good. */
const isInt16Array = (value: unknown): value is Int16Array =>
  ArrayBuffer.isView(value) && (value as Int16Array)[Symbol.toStringTag] === 'Int16Array';
