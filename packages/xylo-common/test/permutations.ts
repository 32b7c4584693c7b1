/** All orders of `0 .. count - 1`. */
export const permutations = (count: number): readonly (readonly number[])[] =>
  ordersOf(Array.from({ length: count }, (_, i) => i));

const ordersOf = (items: readonly number[]): readonly (readonly number[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
