/**
 * Which of two versions is the older one: below 0 for `a`, 0 for neither, above 0 for `b`. As PEP 440 orders them: numbers
 * part by part, missing ones 0, and what leads up to a release (`1.2rc1`, `1.2.dev3`) before it.
 * @returns `undefined` where one of them is no version.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left === undefined || right === undefined) return undefined;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const VERSION = /^v?(\d+(?:\.\d+)*)(?:[-_.]?(dev|a|alpha|b|beta|c|rc|pre|preview|post)[-_.]?(\d*))?(?:\+[a-z0-9.]+)?$/i;

/** What stands behind the numbers, from the earliest to the latest; a release as such is 0. */
const STEPS: Readonly<Record<string, number>> = {
  dev: -4,
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  pre: -1,
  preview: -1,
  post: 1,
};

/** Deeper than any version has numbers. */
const DEPTH = 16;

function partsOf(version: string): readonly number[] | undefined {
  const found = VERSION.exec(version.trim());
  if (found === null) return undefined;
  const [, release = '', step, count] = found;
  const numbers = release.split('.').map(Number);
  if (numbers.length > DEPTH) return undefined;
  const padded = Array.from({ length: DEPTH }, (_, i) => numbers[i] ?? 0);
  return [...padded, step === undefined ? 0 : (STEPS[step.toLowerCase()] ?? 0), Number(count ?? 0)];
}
