/** Kinds of modules that Rockpool's combinators have names for. `Dropout` matters in training only. */
export type ModuleKind = 'Linear' | 'LIF' | 'LIFBitshift' | 'ExpSyn' | 'Sequential' | 'Residual' | 'Dropout';

/** A module of a chain: its place, from 0, and what it is. */
export interface ChainPlace {
  readonly slot: number;
  readonly kind: ModuleKind;
}

/** A module of a parameter file whose name tells what it is. */
export interface NamedModule {
  readonly name: string;
  readonly kind: ModuleKind;
  readonly content: unknown;
}

/** The place, and the class in one of Rockpool's backends. */
const NAME =
  /^(0|[1-9]\d{0,8})_(?:Torch|Jax|Mod)?(Linear|LIFBitshift|LIF|ExpSyn|Sequential|Residual|(?:TimeStep|Unit)?Dropout)(?:Torch|Jax|Exodus)?$/;

/** Reads a name that a combinator gave. */
export function chainPlace(name: string): ChainPlace | undefined {
  const [, slot, kind] = NAME.exec(name) ?? [];
  if (kind === undefined) return undefined;
  return { slot: Number(slot), kind: kind.endsWith('Dropout') ? 'Dropout' : (kind as ModuleKind) };
}

/** Classes of the torch backend, in which parameter files are made. */
const CLASSES = {
  Linear: 'LinearTorch',
  LIF: 'LIFTorch',
  LIFBitshift: 'LIFBitshiftTorch',
  ExpSyn: 'ExpSynTorch',
  Sequential: 'TorchSequential',
  Residual: 'TorchResidual',
} as const;

/** The name that a combinator gives, `0_LinearTorch`. */
export const chainName = (slot: number, kind: keyof typeof CLASSES): string => `${slot}_${CLASSES[kind]}`;
