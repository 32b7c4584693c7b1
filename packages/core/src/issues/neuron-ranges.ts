/** Ranges that are written out: scattered neurons would fill pages. */
const RANGES_SHOWN = 8;

/** Ascending ids after the word for them, neighbours as a range: `hidden neurons 3, 12-40`. */
export function neuronRanges(word: string, ids: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const id of ids) {
    const open = ranges.at(-1);
    if (open !== undefined && id === open[1] + 1) open[1] = id;
    else ranges.push([id, id]);
  }
  const texts = ranges
    .slice(0, RANGES_SHOWN)
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const more = ranges.length > RANGES_SHOWN ? `, ... (${ids.length} in all)` : '';
  return `${word}${ids.length === 1 ? '' : 's'} ${texts.join(', ')}${more}`;
}
