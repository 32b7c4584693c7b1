import { XylopipeError } from '../issues/error.js';
import type { Checked } from '../issues/issue.js';
import type { DeviceSession } from './contract.js';
import { isRecord, shown } from './shape.js';

/**
 * What a part of a device gave, if it is a result with its issues at all: the part may come out of anybody's module.
 * @param who - The part, e.g. `the mapper`.
 * @throws DEVICE_FAILED if it is anything else
 */
export function requireChecked<T>(result: Checked<T>, who: string): Checked<T> {
  const given: unknown = result;
  if (isRecord(given) && isRecord(given.value) && Array.isArray(given.issues)) return result;
  throw rubbish(who, given, 'a value with a list of issues');
}

/** What a deployer gave, if it is a session. Throws `DEVICE_FAILED` if it is anything else. */
export function requireSession(session: DeviceSession): DeviceSession {
  const given: unknown = session;
  if (isRecord(given) && METHODS.every((name) => typeof given[name] === 'function') && isRecord(given.events$)) {
    return session;
  }
  throw rubbish('the deployer', given, 'a session');
}

const METHODS = ['evolve', 'resetState', 'close'] as const satisfies readonly (keyof DeviceSession)[];

const rubbish = (who: string, given: unknown, due: string): XylopipeError =>
  new XylopipeError('DEVICE_FAILED', `${who} gives ${shown(given)}, which is not ${due}`, {
    hint: 'the fault is in that part of the device, not in what went into it: mend its plugin',
  });
