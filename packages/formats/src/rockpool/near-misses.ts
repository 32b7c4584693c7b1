/** Names are compared as long as that is quick: nobody mistyped one of very many, or a very long one. */
const MAX_PAIRS = 10_000;
const MAX_LENGTH = 64;

/** For a name of one list the most similar one of the other, if they are similar enough to be meant for each other. */
export function nearMisses(
  missing: readonly string[],
  unknown: readonly string[],
): (name: string) => string | undefined {
  const pairs = missing.length * unknown.length;
  if (pairs === 0 || pairs > MAX_PAIRS) return () => undefined;
  return (name) => nearestName(name, missing.includes(name) ? unknown : missing);
}

/** The candidate with the fewest letters to change, at most a third of them, or two. */
function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let fewest = Math.min(Math.max(2, Math.floor(name.length / 3)) + 1, name.length);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const changes = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [candidate, changes];
  }
  return nearest;
}

/** Letters to insert, remove or replace (Levenshtein), row by row of the table. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const replaced = (row[k - 1] as number) + (a[i - 1] === b[k - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[k] as number) + 1, (next[k - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
