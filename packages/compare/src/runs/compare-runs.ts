import { errorsIn, type Issue } from '@xylopipe/core';
import { agreementOf } from '../measures/spike-agreement.js';
import type { LayerRun } from '../run/layer-run.js';
import { sameDt } from '../run/same-dt.js';
import { compareLayer } from './compare-layer.js';
import { type CompareRunsOptions, measuresOf } from './layer-measures.js';
import { type LayerPair, pairLayers } from './layer-pair.js';
import type { LayerComparison, LayerDivergence, RunComparison, SpikeMeasures } from './run-comparison.js';

/**
 * Compares two runs of one network, in whatever arithmetic, layer by layer: layers of the same name and role, the second
 * run's shifted by the timesteps that it is behind. What cannot be compared is left out and named in the issues, where
 * any of them is an error the measures do not stand for the whole network.
 * @throws MEASURE_OPTION if `tau` or `cost` is no number from 0 up, UNKNOWN_SIGNAL if a signal is asked for that does not exist.
 */
export function compareRuns(a: LayerRun, b: LayerRun, options: CompareRunsOptions = {}): RunComparison {
  const measures = measuresOf(options);
  const { pairs, issues: unpaired } = pairLayers(a, b, options);
  const issues: Issue[] = [...runIssues(a, b), ...unpaired];
  const layers: LayerComparison[] = [];
  const compared: LayerPair[] = [];
  for (const pair of pairs) {
    const { value, issues: found } = compareLayer(pair, measures);
    issues.push(...found);
    if (value === null) continue;
    layers.push(value);
    compared.push(pair);
  }
  if (layers.length === 0 && errorsIn(issues).length === 0) issues.push(nothingToCompare(a));
  return {
    a: a.label,
    b: b.label,
    layers,
    ...together(layers),
    output: together(layers.filter(({ role }) => role === 'output')),
    first: earliest(layers, compared),
    issues,
  };
}

/** The measures of several layers as one. */
function together(layers: readonly LayerComparison[]): SpikeMeasures {
  let [spikes, unmatched, countDifference, vanRossum, victorPurpura] = [0, 0, 0, 0, 0];
  for (const layer of layers) {
    const ofLayer = layer.spikesA + layer.spikesB;
    spikes += ofLayer;
    // Rounding takes back what the division to an agreement has lost.
    unmatched += Math.round((1 - layer.agreement) * ofLayer);
    countDifference += layer.countDifference;
    vanRossum += layer.vanRossum;
    victorPurpura += layer.victorPurpura;
  }
  const agreement = layers.some(({ steps }) => steps > 0) ? agreementOf(spikes, unmatched) : 0;
  return { agreement, countDifference, vanRossum, victorPurpura };
}

/** The divergence that comes first after the input that caused it; of equal ones that of the first layer. */
function earliest(layers: readonly LayerComparison[], pairs: readonly LayerPair[]): LayerDivergence | null {
  let first: LayerDivergence | null = null;
  let least = Number.POSITIVE_INFINITY;
  layers.forEach((layer, i) => {
    const sinceInput = layer.first === null ? least : layer.first.step - (pairs[i] as LayerPair).a.delay;
    if (sinceInput >= least) return;
    least = sinceInput;
    first = layer.first;
  });
  return first;
}

function runIssues(a: LayerRun, b: LayerRun): readonly Issue[] {
  const issues: Issue[] = [];
  for (const run of [a, b]) {
    if (run.steps === 0) issues.push(emptyRun(run.label));
  }
  if (a.steps !== b.steps) issues.push(otherSteps(a, b));
  if (!sameDt(a.dt, b.dt)) issues.push(otherDuration(a.dt as number, b.dt as number));
  return issues;
}

const nothingToCompare = ({ layers }: LayerRun): Issue => ({
  code: 'NOTHING_TO_COMPARE',
  severity: 'error',
  at: ['layers'],
  measured: 0,
  message: 'no layer is compared',
  hint: `name some of: ${layers.map(({ name }) => name).join(', ') || 'none'}`,
});

const emptyRun = (label: string): Issue => ({
  code: 'EMPTY_RUN',
  severity: 'error',
  at: ['steps'],
  measured: 0,
  message: `${label} has no timesteps`,
  hint: 'run with an input of at least one timestep',
});

const otherSteps = (a: LayerRun, b: LayerRun): Issue => ({
  code: 'SHAPE_MISMATCH',
  severity: 'error',
  at: ['steps'],
  measured: `${a.steps} and ${b.steps}`,
  message: 'a and b differ in the number of timesteps; those that both have are compared',
  hint: 'compare runs of the same input',
});

const otherDuration = (a: number, b: number): Issue => ({
  code: 'DT_MISMATCH',
  severity: 'error',
  at: ['dt'],
  measured: `${a} and ${b} s`,
  message: 'a timestep takes another time in a than in b; they are compared one by one all the same',
  hint: 'bin the input and run the network with one dt',
});
