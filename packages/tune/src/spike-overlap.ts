import { type LayerRun, layerDelays } from '@xylopipe/compare';
import { type AnySpec, type Evolution, type Tensor, type TensorData, XylopipeError } from '@xylopipe/core';

/** Spikes of two runs, and those of them without a partner in the same timestep: `agreement = 1 - unmatched / spikes`. */
export interface SpikeOverlap {
  readonly spikes: number;
  readonly unmatched: number;
}

/** A layer of the float network, and where its neurons are on the chip. */
export interface ReferenceLayer {
  readonly role: 'hidden' | 'output';
  readonly ids: readonly number[];
  /** Timesteps that the chip is behind. */
  readonly delay: number;
  /** `(T, N)` */
  readonly spikes: Tensor<Uint8Array | Float64Array>;
}

/** What the float network answered to one recording, to be compared with many chips. */
export interface Reference {
  readonly steps: number;
  readonly layers: readonly ReferenceLayer[];
}

/**
 * A float run as what evolutions of `mapped`, the specification of the same network, are compared with.
 * @throws REFERENCE_INVALID if it has no spikes of some layer of the specification.
 */
export function referenceOf(float: LayerRun, mapped: AnySpec): Reference {
  const layers = layerDelays(mapped).value.map(({ name, role, ids, delay }): ReferenceLayer => {
    const trace = float.layers.find((layer) => layer.name === name && layer.role === role);
    const spikes = trace?.signals.spikes;
    if (trace === undefined || spikes === undefined || trace.ids.length !== ids.length) {
      throw new XylopipeError(
        'REFERENCE_INVALID',
        `the float run has no spikes of the ${ids.length} neurons of layer ${name}`,
        {
          who: mapped.chipId,
          hint: 'give the recorded run of the network that the specification was mapped from',
        },
      );
    }
    return { role, ids: trace.ids, delay: delay - trace.delay, spikes: inBytes(spikes) };
  });
  return { steps: float.steps, layers };
}

/** Spike counts in as little memory as they need. */
function inBytes({ shape, data }: Tensor<TensorData>): Tensor<Uint8Array | Float64Array> {
  const bytes = Uint8Array.from(data);
  return { shape, data: bytes.every((byte, i) => byte === data[i]) ? bytes : Float64Array.from(data) };
}

/**
 * How the spikes of an evolution agree with the float network, as `compareRuns` measures it: layers aligned by their
 * delays, in the timesteps that both have.
 * @throws EVOLUTION_INVALID if the evolution did not record the spikes of all neurons.
 */
export function spikeOverlap({ layers }: Reference, { signals }: Evolution): Record<'hidden' | 'output', SpikeOverlap> {
  const overlap = { hidden: { spikes: 0, unmatched: 0 }, output: { spikes: 0, unmatched: 0 } };
  for (const layer of layers) {
    const chip = layer.role === 'hidden' ? signals.spikesHidden : signals.spikesOut;
    if (chip === undefined) {
      throw new XylopipeError('EVOLUTION_INVALID', `the spikes of ${layer.role} neurons were not recorded`);
    }
    const { spikes, unmatched } = overlapOf(layer, chip);
    overlap[layer.role].spikes += spikes;
    overlap[layer.role].unmatched += unmatched;
  }
  return overlap;
}

function overlapOf({ delay, ids, spikes: float }: ReferenceLayer, chip: Tensor<TensorData>): SpikeOverlap {
  const [steps = 0, neurons = 0] = float.shape;
  const [chipSteps = 0, width = 0] = chip.shape;
  let spikes = 0;
  let unmatched = 0;
  for (let t = Math.max(0, -delay); t < steps && t + delay < chipSteps; t++) {
    const [row, chipRow] = [t * neurons, (t + delay) * width];
    for (let n = 0; n < neurons; n++) {
      const a = float.data[row + n] as number;
      const b = chip.data[chipRow + (ids[n] as number)] as number;
      spikes += a + b;
      unmatched += Math.abs(a - b);
    }
  }
  return { spikes, unmatched };
}
