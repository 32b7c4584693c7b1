import type { LayerRun } from '../run/layer-run.js';
import { pairLayers } from '../runs/layer-pair.js';
import type { LayerDivergence } from '../runs/run-comparison.js';
import { signalColumns } from '../runs/signal-columns.js';
import { APPROXIMATIONS, type Cause } from './explanation.js';

/**
 * Why a neuron of a chip departs from the float network: the approximation after which it no longer agrees, up to the
 * timestep of the divergence. Looked for from the chip downwards, as an approximation may undo what one before it does.
 * @param ladder - what `evolveLadder` gave for the network and the input.
 * @returns `device` where even the last rung, the chip as it should be, agrees with the float network; `undefined` where
 * the neuron is not in the runs.
 */
export function causeOf(
  { layer, neuron, step }: Pick<LayerDivergence, 'layer' | 'neuron' | 'step'>,
  float: LayerRun,
  ladder: readonly LayerRun[],
): Cause | undefined {
  let cause: Cause = 'device';
  for (let rung = ladder.length - 1; rung >= 0; rung--) {
    const agrees = agreesUntil(step, float, ladder[rung] as LayerRun, layer, neuron);
    if (agrees === undefined) return undefined;
    if (agrees) return cause;
    cause = APPROXIMATIONS[rung] as Cause;
  }
  return cause;
}

/** Whether a neuron spikes alike in both runs up to a timestep of the first; `undefined` where it is not in both. */
function agreesUntil(step: number, a: LayerRun, b: LayerRun, layer: string, neuron: number): boolean | undefined {
  const pair = pairLayers(a, b, [layer]).pairs[0];
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
