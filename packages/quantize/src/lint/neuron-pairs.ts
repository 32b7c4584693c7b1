import { type MappedSpec, type QuantizedSpec, specSizes, type Tensor } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';

/** A matrix before and after quantization, `(sources, targets, S)`, and what its shifts multiply it with. */
export interface MatrixPair {
  readonly field: 'weightsIn' | 'weightsRec' | 'weightsOut';
  readonly sources: number;
  readonly targets: number;
  readonly synapses: number;
  readonly mapped: Float64Array;
  readonly mappedUnit: number;
  readonly quantized: Int32Array;
  readonly quantizedUnit: number;
  /** Spikes that a source has at most in a timestep. */
  readonly maxSpikes: number;
}

/** A value per neuron before and after quantization. */
export interface ListPair {
  readonly field: string;
  readonly mapped: Float64Array;
  readonly quantized: Int32Array;
}

/** The hidden or the output neurons of a specification before and after quantization. */
export interface NeuronPairs {
  /** Where their columns are in the lint, and what one of them is called. */
  readonly role: 'hidden' | 'outputs';
  readonly word: string;
  readonly count: number;
  /** Matrices into them. The first neurons are the targets of a narrower one. */
  readonly into: readonly MatrixPair[];
  readonly threshold: ListPair;
  readonly bias: ListPair;
  readonly dashMem: ListPair;
  /** One per synapse. */
  readonly dashSyn: readonly ListPair[];
  /** 1 where the spikes of another neuron are also sent as this one's. */
  readonly isAlias: Uint8Array;
}

type MatrixField = MatrixPair['field'];
type ListField = { [F in keyof MappedSpec]: MappedSpec[F] extends Float64Array ? F : never }[keyof MappedSpec];

const SHIFTS = { weightsIn: 'weightShiftIn', weightsRec: 'weightShiftRec', weightsOut: 'weightShiftOut' } as const;

/** Hidden and output neurons of two specifications whose shapes agree. */
export function neuronPairs(mapped: MappedSpec, quantized: QuantizedSpec) {
  const { hidden, outputs, synapses } = specSizes(mapped);
  const matrix = (field: MatrixField, maxSpikes: number): MatrixPair => {
    const [sources = 0, targets = 0, perTarget = 1] = (mapped[field] as Tensor).shape;
    return {
      field,
      sources,
      targets,
      synapses: perTarget,
      mapped: mapped[field].data,
      mappedUnit: 2 ** mapped[SHIFTS[field]],
      quantized: quantized[field].data,
      quantizedUnit: 2 ** quantized[SHIFTS[field]],
      maxSpikes,
    };
  };
  const list = (field: ListField): ListPair => ({ field, mapped: mapped[field], quantized: quantized[field] });
  const isAlias = new Uint8Array(hidden);
  for (const target of quantized.aliases.flat()) isAlias[target] = 1;
  const hiddenPairs: NeuronPairs = {
    role: 'hidden',
    word: 'hidden neuron',
    count: hidden,
    into: [matrix('weightsIn', MAX_SPIKES.input), matrix('weightsRec', MAX_SPIKES.hidden)],
    threshold: list('threshold'),
    bias: list('bias'),
    dashMem: list('dashMem'),
    dashSyn: [list('dashSyn'), list('dashSyn2')].slice(0, synapses),
    isAlias,
  };
  const outputPairs: NeuronPairs = {
    role: 'outputs',
    word: 'output neuron',
    count: outputs,
    into: [matrix('weightsOut', MAX_SPIKES.hidden)],
    threshold: list('thresholdOut'),
    bias: list('biasOut'),
    dashMem: list('dashMemOut'),
    dashSyn: [list('dashSynOut')],
    isAlias: new Uint8Array(outputs),
  };
  return { hidden: hiddenPairs, outputs: outputPairs };
}
