import type { Issue, IssuePath } from '@xylopipe/core';

const KEPT = 10;

/**
 * Takes issues of one kind, keeps the first ten and counts the others: a wrong exporter breaks millions of values in the same
 * way, and the issues of a small file must not fill the memory.
 */
export class FewIssues {
  readonly #first: Issue[] = [];
  readonly #at: IssuePath;
  #count = 0;

  /** @param at - Where all of them are, if they have a place in common. */
  constructor(at: IssuePath = []) {
    this.#at = at;
  }

  push(issue: Issue): void {
    if (++this.#count <= KEPT) this.#first.push(issue);
  }

  /** Those that were kept, and one issue that counts all where there are more. */
  get issues(): readonly Issue[] {
    return this.#count <= KEPT ? this.#first : [...this.#first, moreIssues(this.#at, this.#count)];
  }
}

/** What takes issues: a list, or one that keeps a few. */
export type TakesIssues = Pick<FewIssues, 'push'>;

/** The first ten issues, and one that counts all where there are more. */
export function shortened(issues: readonly Issue[]): readonly Issue[] {
  const few = new FewIssues();
  for (const issue of issues) few.push(issue);
  return few.issues;
}

const moreIssues = (at: IssuePath, measured: number): Issue => ({
  code: 'MORE_ISSUES',
  severity: 'error',
  at,
  measured,
  limit: 0,
  message: `there are ${measured} problems of this kind; the first ${KEPT} are listed`,
});
