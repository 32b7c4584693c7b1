/** The variables of the environment, where there is one. */
const variables = (): Readonly<Record<string, string | undefined>> =>
  (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};

/** Seed of the random networks that `XYLOPIPE_SEED` asks to repeat; `undefined` for others on every run. */
export function seedToRepeat(): number | undefined {
  const { XYLOPIPE_SEED: seed } = variables();
  return seed === undefined || seed === '' ? undefined : Number(seed);
}

/** Types of the boards that `XYLOPIPE_BOARD` says are connected, separated by commas. */
export const connectedBoards = (): readonly string[] =>
  (variables().XYLOPIPE_BOARD ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
