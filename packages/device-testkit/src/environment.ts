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

/** Why nothing runs on a board of a chip, whose boards are of these types: what to set, and what is set instead. */
export function whyNoBoard(types: readonly string[]): string {
  const named = connectedBoards();
  const set = named.length === 0 ? '' : `XYLOPIPE_BOARD is ${named.join(', ')}; `;
  if (types.length === 0) return `${set}no board is known to carry this chip`;
  return `${set}set XYLOPIPE_BOARD to ${types.join(' or ')} to run this on a board`;
}
