import { type Issue, refuseOnErrors } from '@xylopipe/core';
import { nameOf } from '@xylopipe/core/session';

/** What a caller can give wrong besides rasters and network; the simulator looks at the rest. */
interface Checked {
  readonly signal?: unknown;
  readonly onProgress?: unknown;
  readonly worker?: unknown;
}

/** Throws `OPTIONS_INVALID` with all options that are something else than they must be. */
export function refuseBadOptions({ signal, onProgress, worker }: Checked, who: string): void {
  const issues = [
    ...(signal === undefined || isSignal(signal) ? [] : [issue('signal', signal, 'an AbortSignal')]),
    ...Object.entries({ onProgress, worker })
      .filter(([, option]) => option !== undefined && typeof option !== 'function')
      .map(([name, option]) => issue(name, option, 'a function')),
  ];
  refuseOnErrors(issues, 'OPTIONS_INVALID', 'these options cannot be followed', { who });
}

/** Also of another realm. */
const isSignal = (value: unknown): boolean => nameOf(value) === 'AbortSignal';

const issue = (name: string, option: unknown, expected: string): Issue => ({
  code: 'WRONG_TYPE',
  severity: 'error',
  at: [name],
  measured: nameOf(option),
  limit: expected,
  message: `${name} must be ${expected}`,
  hint: 'or leave it out',
});
