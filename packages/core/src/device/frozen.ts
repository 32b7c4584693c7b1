/** The same plain data, frozen at every level: `data` itself where it is so already, otherwise a copy. */
export function frozen<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  const before = Object.entries(data);
  const after = before.map(([key, value]) => [key, frozen(value)] as const);
  if (Object.isFrozen(data) && after.every(([, value], i) => value === before[i]?.[1])) return data;
  return Object.freeze(Array.isArray(data) ? after.map(([, value]) => value) : Object.fromEntries(after)) as T;
}
