import { type AnySpec, type ChipLimits, checkSpecShapes, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import { type Activity, activityIssues, assumedActivity } from './activity.js';
import { type ChipCosts, type Figure, known, unknown } from './chip-costs.js';
import { CLOCK_MARGIN, estimateClock } from './estimate-clock.js';
import { type CycleEstimate, estimateCycles } from './estimate-cycles.js';
import { checkDuration, type EnergyEstimate, estimateEnergy } from './estimate-energy.js';

export interface EstimateOptions {
  /** Default: every input and every neuron spikes in every timestep, the worst case. */
  readonly activity?: Activity | undefined;
  /** Timesteps of one inference. Default: those of a recorded activity; otherwise energy is that of one timestep. */
  readonly steps?: number | undefined;
  /** Added to the cycles for the clock, as a fraction of them. Default 0.2. */
  readonly margin?: number | undefined;
}

/** Main clocks that are enough for real time, Hz. */
export interface ClockEstimate {
  /** For the mean of the activity: single timesteps with more spikes take longer. */
  readonly meanHz: number;
  /** For any timestep: with all spikes that there can be. */
  readonly worstCaseHz: number;
  readonly margin: number;
  /** Clock of the chip after power-up. */
  readonly mainClockHz: Figure<number>;
}

/** What a network costs on a chip, with a reason for each figure that is not there. */
export interface CostEstimate {
  readonly chipId: string;
  /** Seconds per timestep. */
  readonly dt: number;
  /** Timesteps that `energy` is for. */
  readonly steps: number;
  readonly activity: Activity;
  readonly cycles: Figure<CycleEstimate>;
  readonly clock: Figure<ClockEstimate>;
  readonly energy: Figure<EnergyEstimate>;
}

/**
 * Cycles, clock and energy of a network in real time, from the published figures of its chip.
 * @throws WRONG_CHIP where figures or limits are those of another chip, SPEC_INVALID, ACTIVITY_INVALID and ESTIMATE_INVALID as
 * `estimateCycles`, `estimateClock` and `estimateEnergy` do.
 */
export function estimateCosts(
  spec: AnySpec,
  limits: ChipLimits,
  costs: ChipCosts,
  { margin = CLOCK_MARGIN, ...options }: EstimateOptions = {},
): CostEstimate {
  const { chipId, dt } = spec;
  for (const other of [limits.chipId, costs.chipId]) {
    if (other !== chipId) throw new XylopipeError('WRONG_CHIP', `the figures are those of ${other}`, { who: chipId });
  }
  refuseOnErrors(checkSpecShapes(spec), 'SPEC_INVALID', 'the arrays of the network disagree', { who: chipId });
  const { activity = assumedActivity(spec) } = options;
  const { steps = activity.steps ?? 1 } = options;
  // Also where no figure asks for them.
  refuseOnErrors(activityIssues(spec, activity), 'ACTIVITY_INVALID', 'no activity of this network', { who: chipId });
  checkDuration(steps, dt);
  const cyclesOf = (of: Activity): Figure<CycleEstimate> =>
    costs.cycles.known ? known(estimateCycles(spec, costs.cycles.value, of)) : costs.cycles;
  const cycles = cyclesOf(activity);
  const worst = cyclesOf(assumedActivity(spec));
  const clock: Figure<ClockEstimate> =
    cycles.known && worst.known
      ? known({
          meanHz: estimateClock(cycles.value.cyclesPerStep, dt, margin),
          worstCaseHz: estimateClock(worst.value.cyclesPerStep, dt, margin),
          margin,
          mainClockHz:
            limits.mainClock === undefined ? unknown('its main clock is not public') : known(limits.mainClock),
        })
      : unknown('it follows from the cycles, which are not known');
  return { chipId, dt, steps, activity, cycles, clock, energy: energyOf(costs, clock, { steps, dt }) };
}

/** Power is published for one clock, and how it depends on the clock is not. */
function energyOf(
  { power }: ChipCosts,
  clock: Figure<ClockEstimate>,
  time: { readonly steps: number; readonly dt: number },
): Figure<EnergyEstimate> {
  if (!power.known) return power;
  const { clockHz } = power.value;
  if (clock.known && clock.value.meanHz > clockHz) {
    const needed = `${(clock.value.meanHz / 1e6).toFixed(2)} MHz`;
    return unknown(`power is published for ${clockHz / 1e6} MHz, the network needs ${needed} in real time`);
  }
  return known(estimateEnergy(power.value, time));
}
