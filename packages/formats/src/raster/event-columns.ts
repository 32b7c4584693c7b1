import { type Issue, refuseOnErrors, type TimedEvents } from '@xylopipe/core';
import type { NpyArray } from '../numpy/npy.js';

/** Named lists of numbers, one entry per event. */
export type Columns = ReadonlyMap<string, Pick<NpyArray, 'shape' | 'data'>>;

type Role = keyof TimedEvents;

/** What files call the columns of events; DVS and audio recordings of Tonic have `t`, `x`, `p`. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  times: ['t', 'time', 'times', 'timestamp', 'timestamps'],
  channels: ['channel', 'channels', 'x', 'idx', 'units'],
  polarities: ['p', 'polarity', 'polarities'],
};

const ROLES = Object.keys(NAMES) as readonly Role[];

const roleOf = (name: string): Role | undefined => ROLES.find((role) => NAMES[role].includes(name));

/** Whether columns of such names are events: one is a time, one a channel. */
export function nameEvents(names: readonly string[]): boolean {
  const roles = new Set(names.map(roleOf));
  return roles.has('times') && roles.has('channels');
}

/** Whether events have a column of that name, or cannot have it: `y` makes channels of two numbers. */
export const isEventColumn = (name: string): boolean => name === 'y' || roleOf(name) !== undefined;

/**
 * Events out of columns, in any order.
 * @throws EVENTS_INVALID with an issue for every column that is not known, there twice under two names, missing, or no list.
 */
export function eventsFromColumns(columns: Columns): TimedEvents {
  const issues: Issue[] = [];
  const found = new Map<Role, string>();
  for (const [name, { shape }] of columns) {
    const role = roleOf(name);
    const other = role && found.get(role);
    if (role === undefined) issues.push(unknown(name));
    else if (other !== undefined)
      issues.push(problem(name, `"${name}" and "${other}" are both ${role}`, 'take one out'));
    else if (shape.length !== 1) issues.push(problem(name, `"${name}" is (${shape.join(', ')}), expected (E)`));
    else found.set(role, name);
  }
  for (const role of ['times', 'channels'] as const) {
    if (![...columns.keys()].some((name) => roleOf(name) === role)) {
      issues.push(problem(role, `the ${role} are missing`, `call them one of ${NAMES[role].join(', ')}`));
    }
  }
  refuseOnErrors(issues, 'EVENTS_INVALID', 'these are no events');
  const column = (role: Role) => columns.get(found.get(role) ?? '')?.data;
  return { times: column('times') ?? [], channels: column('channels') ?? [], polarities: column('polarities') };
}

const unknown = (name: string): Issue =>
  problem(
    name,
    `"${name}" is no column of events`,
    name === 'y' ? 'make one channel of x and y first' : `have: ${ROLES.flatMap((role) => NAMES[role]).join(', ')}`,
  );

const problem = (name: string, message: string, hint?: string): Issue => ({
  code: 'EVENT_COLUMN',
  severity: 'error',
  at: [name],
  message,
  ...(hint !== undefined && { hint }),
});
