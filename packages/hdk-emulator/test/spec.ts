/** A network with the keys of the recorded vectors; weights are `[source][target][synapse]`. */
export interface Spec {
  readonly weights_in: readonly (readonly (readonly number[])[])[];
  readonly weights_rec: readonly (readonly (readonly number[])[])[];
  readonly weights_out: readonly (readonly number[])[];
  readonly threshold: readonly number[];
  readonly threshold_out: readonly number[];
  readonly dash_mem: readonly number[];
  readonly dash_syn: readonly number[];
  readonly dash_syn_2: readonly number[];
  readonly dash_mem_out: readonly number[];
  readonly dash_syn_out: readonly number[];
  readonly bias: readonly number[];
  readonly bias_out: readonly number[];
  readonly aliases: readonly (readonly number[])[];
  readonly weight_shift_in: number;
  readonly weight_shift_rec: number;
  readonly weight_shift_out: number;
}

/** How many of everything a network has. */
export interface Sizes {
  readonly inputs: number;
  readonly inputTargets: number;
  readonly hidden: number;
  readonly outputSources: number;
  readonly outputs: number;
  readonly synapses: number;
}

export const sizesOf = (spec: Spec): Sizes => ({
  inputs: spec.weights_in.length,
  inputTargets: spec.weights_in[0].length,
  hidden: spec.weights_rec.length,
  outputSources: spec.weights_out.length,
  outputs: spec.threshold_out.length,
  synapses: spec.weights_in[0][0].length,
});

export const hasBias = ({ bias, bias_out }: Spec): boolean => [...bias, ...bias_out].some((value) => value !== 0);

export const hasAliases = ({ aliases }: Spec): boolean => aliases.some((targets) => targets.length > 0);

/** A small network whose parts a test replaces: 2 inputs, 3 hidden neurons, 2 outputs, nothing connected. */
export const emptySpec = (hidden = 3, inputs = 2, outputs = 2, synapses = 1): Spec => {
  const fill = <T>(length: number, value: () => T): readonly T[] => Array.from({ length }, value);
  const zeros = (length: number): readonly number[] => fill(length, () => 0);
  return {
    weights_in: fill(inputs, () => fill(hidden, () => zeros(synapses))),
    weights_rec: fill(hidden, () => fill(hidden, () => zeros(synapses))),
    weights_out: fill(hidden, () => zeros(outputs)),
    threshold: fill(hidden, () => 100),
    threshold_out: fill(outputs, () => 100),
    dash_mem: fill(hidden, () => 2),
    dash_syn: fill(hidden, () => 2),
    dash_syn_2: fill(hidden, () => 3),
    dash_mem_out: fill(outputs, () => 2),
    dash_syn_out: fill(outputs, () => 2),
    bias: zeros(hidden),
    bias_out: zeros(outputs),
    aliases: fill(hidden, () => []),
    weight_shift_in: 0,
    weight_shift_rec: 0,
    weight_shift_out: 0,
  };
};
