/** The variables of the environment, where there is one. */
const variables = (): Readonly<Record<string, string | undefined>> =>
  (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};

/** Seed of the random networks that `XYLOPIPE_SEED` asks to repeat; `undefined` for others on every run. Throws for what is no seed. */
export function seedToRepeat(): number | undefined {
  const seed = (variables().XYLOPIPE_SEED ?? '').trim();
  if (seed === '') return undefined;
  if (!/^[+-]?\d+$/.test(seed)) throw new Error(`XYLOPIPE_SEED is "${seed}": a seed is a whole number`);
  return Number(seed);
}

/** Types of the boards that `XYLOPIPE_BOARD` says are connected, separated by commas. */
export const connectedBoards = (): readonly string[] =>
  (variables().XYLOPIPE_BOARD ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
