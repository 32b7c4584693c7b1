import type { Issue, IssuePath } from '@xylopipe/core';

/** Path in a tree of every option that has another name there. */
export type TreeKeys = Readonly<Record<string, IssuePath>>;

/** Issues about options as issues about the tree that the options were read from. */
export const inTree = (keys: TreeKeys, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => {
    const [key = '', ...rest] = issue.at;
    return { ...issue, at: [...(keys[key] ?? [key]), ...rest] };
  });

/** The same object without the keys that are undefined. */
export const withoutUndefined = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
