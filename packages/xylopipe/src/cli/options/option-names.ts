import type { Issue } from '@xylopipe/core';

/** What the command calls the options that hints of the library speak of. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...[
    'dt',
    'reset',
    'bias',
    'decay',
    'polarity',
    'steps',
    'channels',
    'node',
    'observable',
    'sample',
    'compression',
  ].map((name) => [name, `--${name}`] as const),
  ['chipId', '--device'],
  ['events', '--time-unit'],
  ['start', '--time-start'],
  ['border', '--time-border'],
]);

/** A hint as users of the command need it: `the option "start"` is `--time-start` there, and some options are there in code only. */
export const forCommand = (hint: string): string =>
  hint.replace(/the option "(\w+)"/g, (said, name: string) => NAMES.get(name) ?? `${said} (in code)`);

/** Issues whose hints speak of the options of the command. */
export const issuesForCommand = (issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => (typeof issue.hint === 'string' ? { ...issue, hint: forCommand(issue.hint) } : issue));
