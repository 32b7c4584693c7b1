import type { LayerRun } from '../run/layer-run.js';
import { type LayerKey, pairLayers } from '../runs/layer-pair.js';
import type { LayerDivergence } from '../runs/run-comparison.js';
import { signalColumns } from '../runs/signal-columns.js';
import { APPROXIMATIONS, type Approximation, type Cause } from './explanation.js';

/**
 * Why a neuron of a chip departs from the float network: the approximation with which it begins to, up to the timestep of
 * the divergence. A rung in between may agree or depart by chance, as approximations undo each other or silence fits a
 * silent neuron: of all beginnings it is the one that the fewest rungs contradict, and the last of them.
 * @param ladder - what `evolveLadder` gave for the network and the input, or a stretch of it to go from one of its runs to another.
 * @param approximations - what each rung adds to the one before it.
 * @returns `device` where the last rung, the chip as it should be, agrees with the float network; `undefined` where the
 * neuron is not in all runs.
 */
export function causeOf(
  { layer, role, neuron, step }: Pick<LayerDivergence, 'layer' | 'role' | 'neuron' | 'step'>,
  float: LayerRun,
  ladder: readonly LayerRun[],
  approximations: readonly Approximation[] = APPROXIMATIONS,
): Cause | undefined {
  const agree = ladder.map((rung) => agreesUntil(step, float, rung, { name: layer, role }, neuron));
  if (agree.includes(undefined)) return undefined;
  if (agree.at(-1) === true) return 'device';
  let contradicting = agree.filter((agrees) => agrees).length;
  let least = contradicting;
  let cause = approximations[0] as Cause;
  for (let rung = 1; rung < agree.length; rung++) {
    contradicting += agree[rung - 1] === true ? -1 : 1;
    if (contradicting > least) continue;
    least = contradicting;
    cause = approximations[rung] as Cause;
  }
  return cause;
}

/** Whether a neuron spikes alike in both runs up to a timestep of the first; `undefined` where it is not in both. */
function agreesUntil(
  step: number,
  a: LayerRun,
  b: LayerRun,
  { name, role }: LayerKey,
  neuron: number,
): boolean | undefined {
  const [pair] = pairLayers(a, b, { layers: [name], role }).pairs;
  const columns = pair && signalColumns(pair, 'spikes');
  const i = columns?.neurons.indexOf(neuron) ?? -1;
  if (pair === undefined || columns === undefined || i < 0) return undefined;
  const [, widthA = 0] = columns.a.shape;
  const [, widthB = 0] = columns.b.shape;
  for (let t = pair.from; t <= step && t < pair.to; t++) {
    const spikesA = columns.a.data[t * widthA + (columns.columnsA[i] as number)];
    const spikesB = columns.b.data[(t + pair.shift) * widthB + (columns.columnsB[i] as number)];
    if (spikesA !== spikesB) return false;
  }
  return true;
}
