/** Numbers of a node, row-major, in the type that its file has them in. */
export interface NirArray {
  /** Empty for a single number. */
  readonly shape: readonly number[];
  readonly data: NirArrayData;
  /** What a file says of whole numbers of 64 bits, which are safe integers in a `Float64Array` here. */
  readonly dtype?: 'int64' | 'uint64' | undefined;
}

/** The typed arrays that the numbers of NIR files come in. */
export type NirArrayData =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/**
 * What a node or graph may carry besides; no backend may rely on it. A number is a file's int64 if it is whole, else its
 * float64; any other number of a file is an array without dimensions.
 */
export interface NirMetadata {
  readonly [key: string]: string | number | readonly string[] | NirArray | NirMetadata;
}

interface NodeCommon {
  readonly metadata?: NirMetadata | undefined;
}

/** Where input enters; `shape` without batch and time. */
export interface NirInput extends NodeCommon {
  readonly type: 'Input';
  readonly shape: readonly number[];
}

/** Where output leaves. */
export interface NirOutput extends NodeCommon {
  readonly type: 'Output';
  readonly shape: readonly number[];
}

/** `y = W x + b`, weight `(..., out, in)`, bias `(out)`. */
export interface NirAffine extends NodeCommon {
  readonly type: 'Affine';
  readonly weight: NirArray;
  readonly bias: NirArray;
}

/** `y = W x`, weight `(..., out, in)`. */
export interface NirLinear extends NodeCommon {
  readonly type: 'Linear';
  readonly weight: NirArray;
}

/** `y = s x`, element by element. */
export interface NirScale extends NodeCommon {
  readonly type: 'Scale';
  readonly scale: NirArray;
}

/** Padding of a convolution: per axis, or by name. */
export type NirPadding = number | readonly number[] | 'same' | 'valid';

/** Convolution, weight `(Cout, Cin, K)`, bias `(Cout)`. */
export interface NirConv1d extends NodeCommon {
  readonly type: 'Conv1d';
  readonly inputShape?: number | undefined;
  readonly weight: NirArray;
  readonly stride: number | readonly number[];
  readonly padding: NirPadding;
  readonly dilation: number | readonly number[];
  readonly groups: number;
  readonly bias: NirArray;
}

/** Convolution, weight `(Cout, Cin, Kx, Ky)`, bias `(Cout)`. */
export interface NirConv2d extends NodeCommon {
  readonly type: 'Conv2d';
  readonly inputShape?: readonly number[] | undefined;
  readonly weight: NirArray;
  readonly stride: number | readonly number[];
  readonly padding: NirPadding;
  readonly dilation: number | readonly number[];
  readonly groups: number;
  readonly bias: NirArray;
}

/** Sum, or mean, over windows; each `(2)`. */
export interface NirPool2d extends NodeCommon {
  readonly type: 'SumPool2d' | 'AvgPool2d';
  readonly kernelSize: NirArray;
  readonly stride: NirArray;
  readonly padding: NirArray;
}

/** Reshape; the batch dimension does not count. */
export interface NirFlatten extends NodeCommon {
  readonly type: 'Flatten';
  readonly inputType: readonly number[];
  readonly startDim: number;
  readonly endDim: number;
}

/** `y(t) = x(t - delay)`, seconds. */
export interface NirDelay extends NodeCommon {
  readonly type: 'Delay';
  readonly delay: NirArray;
}

/** 1 where the input is over the threshold. */
export interface NirThreshold extends NodeCommon {
  readonly type: 'Threshold';
  readonly threshold: NirArray;
}

/** Integrator: `dv/dt = R I`. */
export interface NirI extends NodeCommon {
  readonly type: 'I';
  readonly r: NirArray;
}

/** `I` that spikes where `v > vThreshold` and is then set to `vReset`. */
export interface NirIf extends NodeCommon {
  readonly type: 'IF';
  readonly r: NirArray;
  readonly vThreshold: NirArray;
  /** Absent in old files: 0. */
  readonly vReset?: NirArray | undefined;
}

/** Leaky integrator: `tau dv/dt = (vLeak - v) + R I`. */
export interface NirLi extends NodeCommon {
  readonly type: 'LI';
  /** Seconds. */
  readonly tau: NirArray;
  readonly r: NirArray;
  readonly vLeak: NirArray;
}

/** `LI` that spikes where `v > vThreshold` and is then set to `vReset`. */
export interface NirLif extends NodeCommon {
  readonly type: 'LIF';
  /** Seconds. */
  readonly tau: NirArray;
  readonly r: NirArray;
  readonly vLeak: NirArray;
  readonly vThreshold: NirArray;
  /** Absent in old files: 0. */
  readonly vReset?: NirArray | undefined;
}

/** `tauSyn dI/dt = -I + wIn S`, `tauMem dv/dt = (vLeak - v) + R I`. */
export interface NirCubaLi extends NodeCommon {
  readonly type: 'CubaLI';
  /** Seconds. */
  readonly tauSyn: NirArray;
  readonly tauMem: NirArray;
  readonly r: NirArray;
  readonly vLeak: NirArray;
  /** Absent in old files: 1. A single value stands for all. */
  readonly wIn?: NirArray | undefined;
}

/** `CubaLI` that spikes where `v > vThreshold` and is then set to `vReset`. */
export interface NirCubaLif extends NodeCommon {
  readonly type: 'CubaLIF';
  /** Seconds. */
  readonly tauSyn: NirArray;
  readonly tauMem: NirArray;
  readonly r: NirArray;
  readonly vLeak: NirArray;
  readonly vThreshold: NirArray;
  /** Absent in old files: 0. */
  readonly vReset?: NirArray | undefined;
  /** Absent in old files: 1. A single value stands for all. */
  readonly wIn?: NirArray | undefined;
}

/** Named nodes and the edges between them; edges into one node add up. Neither order means anything. */
export interface NirGraph extends NodeCommon {
  readonly type: 'NIRGraph';
  readonly nodes: ReadonlyMap<string, NirNode>;
  readonly edges: readonly (readonly [source: string, target: string])[];
}

/** One node of the specification; a graph is a node. */
export type NirNode =
  | NirInput
  | NirOutput
  | NirAffine
  | NirLinear
  | NirScale
  | NirConv1d
  | NirConv2d
  | NirPool2d
  | NirFlatten
  | NirDelay
  | NirThreshold
  | NirI
  | NirIf
  | NirLi
  | NirLif
  | NirCubaLi
  | NirCubaLif
  | NirGraph;

/** What a `.nir` file holds. */
export interface NirFile {
  /** Of the package that wrote it, e.g. `1.0.7`. */
  readonly version: string;
  readonly root: NirNode;
}
