import { APPROXIMATIONS, type MainCause } from './explanation.js';

/** Less is no cause: with so little, it is by chance which spikes at the edge of a threshold come a timestep early or late. */
const LEAST_LOSS = 0.01;

/** Of what is lost: who wins less has not found why. */
const LEAST_PART = 0.2;

/**
 * Which approximation costs the most agreement.
 *
 * It costs what is won without it, on a chip that has all others; `delay`, which no chip is without, what it takes for good.
 * Where that is next to nothing of what is lost, as each of several approximations is enough to do the harm, the cost is
 * what each takes for good.
 * @param climbed - agreement with the first approximation, with the first two, and so on.
 * @param without - agreement with all approximations but each; `undefined` where there is no chip without.
 */
export function mainCause(climbed: readonly number[], without: readonly (number | undefined)[]): MainCause | null {
  const agreement = climbed.at(-1) as number;
  const forGood = climbed.map((_, rung) => lostForGood(climbed, rung));
  const won = forGood.map((lost, rung) => {
    const other = without[rung];
    return other === undefined ? lost : other - agreement;
  });
  const most = largest(won);
  return most !== null && most.lost >= LEAST_PART * (1 - agreement) ? most : (largest(forGood) ?? most);
}

/** What a rung takes that no later one gives back. */
const lostForGood = (climbed: readonly number[], rung: number): number =>
  (climbed[rung - 1] ?? 1) - Math.max(...climbed.slice(rung));

function largest(losses: readonly number[]): MainCause | null {
  const lost = Math.max(...losses);
  const cause = APPROXIMATIONS[losses.indexOf(lost)];
  return cause === undefined || lost < LEAST_LOSS ? null : { cause, lost };
}
