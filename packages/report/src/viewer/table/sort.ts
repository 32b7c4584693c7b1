/** Which way a column is sorted. */
export type Direction = 'ascending' | 'descending';

/** Order of rows by one column: equal ones as they were, and what is no number last either way. */
export function sortedRows(values: ArrayLike<number | string>, direction: Direction): readonly number[] {
  const rows = Array.from({ length: values.length }, (_, i) => i);
  const sign = direction === 'ascending' ? 1 : -1;
  const isMissing = (row: number): boolean => Number.isNaN(values[row]);
  return rows.sort((a, b) => {
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    return sign * compare(values[a] as number | string, values[b] as number | string);
  });
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string')
    return String(a).localeCompare(String(b), undefined, { numeric: true });
  return a < b ? -1 : a > b ? 1 : 0;
}
