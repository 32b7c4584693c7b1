/** What a NIR file leaves open, and what is to be done where a chip cannot follow it. */
export interface NirImportOptions {
  /** Timestep, seconds. Default: what the metadata say, or what all neurons agree on if their gains are those of a discrete model. */
  readonly dt?: number | undefined;
  /** How the model was trained to go on after a spike. Default: what the metadata say, else `value`, which is NIR's rule. */
  readonly reset?: 'value' | 'subtract' | undefined;
  /** Whether biases of Affine nodes become biases of the neurons behind them, or are refused. Default `fold`. */
  readonly bias?: 'fold' | 'reject' | undefined;
  /** How the model was discretised: `1 - dt / tau` is left of a state (default), or `exp(-dt / tau)`. */
  readonly decay?: 'euler' | 'exponential' | undefined;
}
