/**
 * A function that gives its last result again for as long as it is called with the same arguments, compared as `Object.is`
 * does; what it throws is not kept.
 */
export function remembering<Args extends readonly unknown[], T>(compute: (...args: Args) => T): (...args: Args) => T {
  let last: { readonly args: Args; readonly result: T } | undefined;
  return (...args) => {
    if (last === undefined || !args.every((arg, i) => Object.is(arg, last?.args[i]))) {
      last = { args, result: compute(...args) };
    }
    return last.result;
  };
}
