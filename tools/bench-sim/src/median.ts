/** The middle one of some values, the upper of the two middle ones of an even number. */
export const median = (values: readonly number[]): number => {
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new RangeError('there is no median of nothing');
  return middle;
};
