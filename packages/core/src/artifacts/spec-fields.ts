import { sizeOf, type Tensor, type TensorData } from '../data/tensor.js';
import type { Issue } from '../issues/issue.js';

/** A layer of the network and the block of hardware ids that it got; a part of one where ids are given out neuron by neuron. */
export interface LayerPlacement {
  /** Name of the graph module, e.g. its path in the network. */
  readonly name: string;
  readonly role: 'hidden' | 'output';
  /** First hardware id; output ids start at the chip's hidden limit. */
  readonly firstId: number;
  /** Number of neurons; their ids are consecutive. */
  readonly count: number;
  /** Which neuron of the layer has `firstId`, where the block is a part of it. Default 0. */
  readonly firstNeuron?: number | undefined;
}

/**
 * A network laid out on a chip's resources, in the arithmetic of its stage: `W` holds weights, `V` values per neuron.
 * Nhidden counts the hidden neurons in use; Nien <= Nhidden take input weights (the first ones), Noen <= Nhidden give
 * output weights (the last ones); S is 1 or 2 synapses per hidden neuron.
 */
export interface SpecFields<W extends TensorData, V extends TensorData> {
  readonly chipId: string;
  /** Duration of a timestep in seconds. */
  readonly dt: number;
  /** `(Nin, Nien, S)`. */
  readonly weightsIn: Tensor<W>;
  /** `(Nhidden, Nhidden, S)`, rows = source, columns = target. */
  readonly weightsRec: Tensor<W>;
  /** `(Noen, Nout)`. */
  readonly weightsOut: Tensor<W>;
  /** Left shift of all weights of a group, 0 to 7 on Xylo. */
  readonly weightShiftIn: number;
  readonly weightShiftRec: number;
  readonly weightShiftOut: number;
  /** Bit-shift decay `log2(tau / dt)`, `(Nhidden)`; `dashSyn2` is 0 where there is no second synapse. */
  readonly dashMem: V;
  readonly dashSyn: V;
  readonly dashSyn2: V;
  /** `(Nout)`. */
  readonly dashMemOut: V;
  readonly dashSynOut: V;
  /** Firing level, `(Nhidden)` and `(Nout)`. */
  readonly threshold: V;
  readonly thresholdOut: V;
  /** Added to the membrane each timestep, `(Nhidden)` and `(Nout)`. */
  readonly bias: V;
  readonly biasOut: V;
  /** Per hidden neuron the ids of those that its spikes are also sent as; a Xylo holds one each. */
  readonly aliases: readonly (readonly number[])[];
  /** Which layer got which ids, in order of allocation; empty where that is not known. */
  readonly layers: readonly LayerPlacement[];
}

/** Any specification or configuration, for code that only reads it. */
export type AnySpec = SpecFields<TensorData, TensorData>;

/** The sizes of a specification, read off its arrays. */
export interface SpecSizes {
  readonly inputs: number;
  readonly inputExpansion: number;
  readonly hidden: number;
  readonly outputExpansion: number;
  readonly outputs: number;
  readonly synapses: number;
}

/** Sizes of a specification whose shapes agree (see `checkSpecShapes`). */
export function specSizes(spec: Pick<AnySpec, 'weightsIn' | 'weightsRec' | 'weightsOut'>): SpecSizes {
  const [inputs = 0, inputExpansion = 0, synapses = 1] = spec.weightsIn.shape;
  const [hidden = 0] = spec.weightsRec.shape;
  const [outputExpansion = 0, outputs = 0] = spec.weightsOut.shape;
  return { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses };
}

const HIDDEN = ['dashMem', 'dashSyn', 'dashSyn2', 'threshold', 'bias'] as const;
const OUTPUT = ['dashMemOut', 'dashSynOut', 'thresholdOut', 'biasOut'] as const;

/** Every disagreement between the arrays of a specification: ranks, lengths, expansion, alias targets. */
export function checkSpecShapes(spec: AnySpec): readonly Issue[] {
  const issues: Issue[] = [];
  const mismatch = (at: Issue['at'], measured: number | string, limit: number | string, message: string): void => {
    const hint = 'all arrays of a specification must describe the same neurons';
    issues.push({ code: 'SPEC_SHAPE', severity: 'error', at, measured, limit, message, hint });
  };
  for (const [field, rank] of [
    ['weightsIn', 3],
    ['weightsRec', 3],
    ['weightsOut', 2],
  ] as const) {
    const { shape, data } = spec[field];
    if (shape.length !== rank) mismatch([field], shape.length, rank, `${field} has the wrong number of dimensions`);
    if (data.length !== sizeOf(shape))
      mismatch([field], data.length, sizeOf(shape), `${field} has another number of elements than its shape`);
  }
  if (issues.length > 0) return issues;

  const { inputExpansion, hidden, outputExpansion, outputs, synapses } = specSizes(spec);
  const [, targets, recSynapses] = spec.weightsRec.shape;
  if (targets !== hidden) mismatch(['weightsRec'], `${hidden} x ${targets}`, 'square', 'weightsRec is not square');
  if (recSynapses !== synapses)
    mismatch(['weightsRec'], recSynapses as number, synapses, 'weightsRec and weightsIn differ in synapses per neuron');
  if (synapses !== 1 && synapses !== 2)
    mismatch(['weightsIn'], synapses, '1 or 2', 'a hidden neuron has one or two synapses');
  if (inputExpansion > hidden)
    mismatch(['weightsIn'], inputExpansion, hidden, 'weightsIn has more targets than there are hidden neurons');
  if (outputExpansion > hidden)
    mismatch(['weightsOut'], outputExpansion, hidden, 'weightsOut has more sources than there are hidden neurons');
  for (const field of HIDDEN) {
    if (spec[field].length !== hidden)
      mismatch([field], spec[field].length, hidden, `${field} needs one value per hidden neuron`);
  }
  for (const field of OUTPUT) {
    if (spec[field].length !== outputs)
      mismatch([field], spec[field].length, outputs, `${field} needs one value per output neuron`);
  }
  if (spec.aliases.length !== hidden)
    mismatch(['aliases'], spec.aliases.length, hidden, 'aliases needs one list per hidden neuron');
  spec.aliases.forEach((list, i) => {
    list.forEach((id, k) => {
      if (!(Number.isInteger(id) && id >= 0 && id < hidden))
        mismatch(['aliases', i, k], id, `0 to ${hidden - 1}`, 'an alias target must be a hidden neuron');
    });
  });
  if (!(spec.dt > 0 && Number.isFinite(spec.dt)))
    mismatch(['dt'], spec.dt, '> 0 s', 'the timestep must have a duration');
  return issues;
}
