/** One of some values, by a place: the same one every time, and in no order that repeats. */
export const valueAt = (values: readonly number[], place: number): number =>
  values[(Math.imul(place + 1, 0x9e3779b1) >>> 16) % values.length] as number;
