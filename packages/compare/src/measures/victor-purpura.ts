import { XylopipeError } from '@xylopipe/core';
import { type SpikeTrain, trainDifference } from './spike-train.js';

/**
 * Distance of Victor and Purpura (1996), their `D^spike[q]`: the least cost of making one train of the other, where a
 * spike is removed or added for 1 and moved for `cost` per timestep. In spikes. Spikes further apart than `2 / cost` are
 * never moved. With cost 0 it is the difference of the counts, with infinite cost the number of spikes without a partner
 * in their timestep. Several spikes in a timestep are single spikes at one time.
 *
 * Not computed by their table of all pairs of spikes, but by the dual of the same linear program (the bounded Lipschitz
 * or flat norm of `b - a`): exact, and in time that grows with the number of spikes.
 * @param cost of moving a spike by one timestep, q in the literature, from 0 to infinity
 * @throws MEASURE_OPTION if the cost is no such number.
 */
export function victorPurpuraDistance(a: SpikeTrain, b: SpikeTrain, cost: number): number {
  checkCost(cost);
  return victorPurpuraNorm(trainDifference(a, b), cost);
}

/**
 * The distance between two trains from their difference w: the largest `sum of w(t) * price(t)` over all prices from -1 to
 * 1 that change by at most `cost` per timestep. The best sum so far is a concave, piecewise linear function of the price
 * at the present timestep, kept as its kinks to the left and to the right of the maximum. A timestep that passes moves
 * the two sides apart; a spike tilts the function, so that kinks change sides.
 */
export function victorPurpuraNorm({ steps, counts }: SpikeTrain, cost: number): number {
  const below = new Kinks(-1);
  const above = new Kinks(1);
  let best = 0;
  for (let i = 0; i < steps.length; i++) {
    if (i > 0) {
      const reach = Math.min(2, cost * ((steps[i] as number) - (steps[i - 1] as number)));
      below.spread(reach);
      above.spread(reach);
    }
    const count = counts[i] as number;
    best += count > 0 ? tilt(count, above, below) : tilt(-count, below, above);
  }
  return best;
}

/** Adds the slope `count` towards `ahead`, in the direction of which the maximum moves; gives back how much it rises. */
function tilt(count: number, ahead: Kinks, behind: Kinks): number {
  let rise = 0;
  for (let slope = count; slope > 0; ) {
    const at = ahead.nearest();
    const passed = ahead.take(slope);
    rise += passed * at * ahead.end;
    behind.put(at, passed);
    slope -= passed;
  }
  return rise;
}

/** Kinks on one side of the maximum, where the slope changes by whole numbers, and the wall behind which no price is. */
class Kinks {
  /** Prices before `moved`, and changes of slope; the nearest to the maximum is last. */
  readonly #prices: number[] = [];
  readonly #changes: number[] = [];
  #moved = 0;

  /** @param end the wall: -1 or 1, which is also the direction in which this side spreads */
  constructor(readonly end: -1 | 1) {}

  spread(by: number): void {
    this.#moved += by * this.end;
  }

  /** Price of the nearest kink; that of the wall, if none is left before it. */
  nearest(): number {
    const price = (this.#prices.at(-1) ?? this.end) + this.#moved;
    return this.#prices.length === 0 || price * this.end >= 1 ? this.end : price;
  }

  /** Takes up to `slope` away from the nearest kink, and says how much; a wall gives without end. */
  take(slope: number): number {
    if (this.nearest() === this.end) return slope;
    const last = this.#changes.length - 1;
    const change = this.#changes[last] as number;
    if (change > slope) {
      this.#changes[last] = change - slope;
      return slope;
    }
    this.#prices.pop();
    this.#changes.pop();
    return change;
  }

  put(price: number, change: number): void {
    this.#prices.push(price - this.#moved);
    this.#changes.push(change);
  }
}

/** @throws MEASURE_OPTION unless a cost is from 0 to infinity. */
export function checkCost(cost: number): void {
  if (cost >= 0) return;
  throw new XylopipeError(
    'MEASURE_OPTION',
    `moving a spike in the distance of Victor and Purpura cannot cost ${cost}`,
    {
      hint: 'give a cost per timestep, from 0 up',
    },
  );
}
