import { type Raster, refuseOnErrors, throwIfAborted } from '@xylopipe/core';
import type { LayerRun } from '../run/layer-run.js';
import { compareRuns } from '../runs/compare-runs.js';
import type { RunComparison } from '../runs/run-comparison.js';
import { evolveIdealChip } from './evolve-ideal-chip.js';
import { evolveLadder, type LadderOptions } from './evolve-ladder.js';
import { APPROXIMATIONS, type Explanation, type Rung } from './explanation.js';
import type { LadderSpecs } from './ideal-network.js';
import { mainCause } from './main-cause.js';

/** How to explain. */
export interface ExplainOptions extends LadderOptions {
  /** What `evolveLadder` gave for the same network, input and update rule. Default: it is evolved. */
  readonly ladder?: readonly LayerRun[] | undefined;
}

/**
 * Why a chip differs from the float network, from runs of ideal chips: with one approximation more each time, and with
 * all but one. Evolves about twelve times as long as one float run takes.
 * @param float - the spikes of the float network for the same input, from rest, its layers named as in the specifications.
 * @throws LADDER_REFUSED where the specifications, the input or the float run do not belong together, ABORTED if the signal says so.
 */
export function explain(
  float: LayerRun,
  specs: LadderSpecs,
  raster: Raster,
  options: ExplainOptions = {},
): Explanation {
  const { updateRule, signal, ladder = evolveLadder(float, specs, raster, options) } = options;
  const climbed = ladder.map((run) => compared(float, run));
  const without = APPROXIMATIONS.map((approximation, i) => {
    if (approximation === 'delay') return undefined;
    // Without the last one it is the last but one rung of the ladder.
    if (i === APPROXIMATIONS.length - 1) return climbed[i - 1];
    throwIfAborted(signal, 'ladder');
    const approximations = APPROXIMATIONS.toSpliced(i, 1);
    return compared(float, evolveIdealChip(specs, raster, { approximations, updateRule, float }));
  });
  const rungs = APPROXIMATIONS.map((approximation, i): Rung => {
    const { agreement, output, layers } = climbed[i] as RunComparison;
    return {
      approximation,
      agreement,
      outputAgreement: output.agreement,
      without: without[i]?.agreement,
      outputWithout: without[i]?.output.agreement,
      spikes: layers.reduce((sum, { spikesB }) => sum + spikesB, 0),
    };
  });
  return {
    rungs,
    agreement: (rungs.at(-1) as Rung).agreement,
    main: mainCause(
      rungs.map(({ agreement }) => agreement),
      rungs.map((rung) => rung.without),
    ),
    outputMain: mainCause(
      rungs.map(({ outputAgreement }) => outputAgreement),
      rungs.map(({ outputWithout }) => outputWithout),
    ),
  };
}

function compared(float: LayerRun, chip: LayerRun): RunComparison {
  const comparison = compareRuns(float, chip, { signals: ['spikes'] });
  refuseOnErrors(comparison.issues, 'LADDER_REFUSED', `${float.label} is no run of this network`);
  return comparison;
}
