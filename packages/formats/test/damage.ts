import fc from 'fast-check';

const change = fc.oneof(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({ cut: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

/** Copies of a file with some bytes changed, or its end cut off. */
export const damaged = (file: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    let bytes = Uint8Array.from(file);
    for (const { at, byte, cut } of changes as { at?: number; byte?: number; cut?: number }[]) {
      if (cut !== undefined) bytes = bytes.slice(0, Math.floor(cut * bytes.length));
      else if (bytes.length > 0) bytes[Math.floor((at ?? 0) * bytes.length)] = byte ?? 0;
    }
    return bytes;
  });

/** Copies of a JSON value in which one value anywhere is replaced by another, or gone. */
export const misshapen = (json: unknown): fc.Arbitrary<unknown> => {
  const paths: (string | number)[][] = [];
  const collect = (value: unknown, path: (string | number)[]): void => {
    paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) collect(child, [...path, key]);
  };
  collect(json, []);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant(undefined),
    fc.constantFrom(1e308, -1, 0.5, [[]], {}),
  );
  return fc.tuple(fc.constantFrom(...paths), value).map(([path, put]) => {
    if (path.length === 0) return put;
    const copy = structuredClone(json);
    const parent = path.slice(0, -1).reduce((at, key) => (at as never)[key], copy) as Record<string | number, unknown>;
    if (put === undefined && !Array.isArray(parent)) delete parent[path.at(-1) as string];
    else parent[path.at(-1) as string] = put ?? null;
    return copy;
  });
};
