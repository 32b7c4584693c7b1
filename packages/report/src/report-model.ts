import type { Explanation, LayerRun, RunComparison } from '@xylopipe/compare';
import type { AnySpec, Issue, NetworkGraph, Raster } from '@xylopipe/core';

/**
 * Everything that a report can show of a run, as plain data; what is not there is not shown. The run itself is
 * `runs[0]`, further runs of the same network and input are drawn over it.
 */
export interface ReportModel {
  readonly title: string;
  /** Absent where nobody knows. */
  readonly chipId?: string | undefined;
  /** The network as it was described. */
  readonly network?: NetworkGraph | undefined;
  /** The network as it is on the chip, in any arithmetic. */
  readonly spec?: AnySpec | undefined;
  readonly resources?: readonly ReportResource[] | undefined;
  readonly input?: Raster | undefined;
  readonly runs: readonly LayerRun[];
  /** Two of `runs` each, by their labels; the viewer lays a run over `runs[0]`, and marks where they part if they are compared. */
  readonly comparisons?: readonly RunComparison[] | undefined;
  readonly explanation?: Explanation | undefined;
  /** In the order in which they came up. */
  readonly issues: readonly ReportIssue[];
  /** One row per neuron: telemetry, quantization lint. */
  readonly neuronTables?: readonly NeuronTable[] | undefined;
  readonly stages?: readonly ReportStage[] | undefined;
  /** Candidates of a search over quantization recipes. */
  readonly search?: ReportSearch | undefined;
  /** What gives this run again: name and value, e.g. the hash of the model, options, versions. */
  readonly recipe?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** What a run takes of one resource of a chip. */
export interface ReportResource {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}

/** A problem, and who found it. */
export interface ReportIssue extends Issue {
  readonly stage?: string | undefined;
}

/** How long a stage of the pipeline took. */
export interface ReportStage {
  readonly name: string;
  readonly milliseconds: number;
}

/** Numbers per neuron of a group, a row each: ids, layers and all columns have the same length. */
export interface NeuronTable {
  readonly title: string;
  /** Hardware id of each row's neuron; outputs count from 0. */
  readonly ids: ArrayLike<number>;
  /** Name of the layer of each row's neuron; absent where nobody knows. */
  readonly layers?: readonly string[] | undefined;
  readonly columns: readonly NeuronColumn[];
}

export interface NeuronColumn {
  readonly name: string;
  /** Such as `timesteps`, `bits`, `%`; empty for a bare number. */
  readonly unit: string;
  /** One line: what it means, and which values are bad. */
  readonly description: string;
  readonly values: ArrayLike<number>;
}

/** Candidates of a search, to be drawn as a Pareto plot. */
export interface ReportSearch {
  /** What is on the axes; larger is better. */
  readonly axes: readonly [x: string, y: string];
  readonly candidates: readonly {
    readonly label: string;
    readonly x: number;
    readonly y: number;
    /** The one that was chosen, and those that no other beats on both axes. */
    readonly chosen?: boolean | undefined;
    readonly onFront?: boolean | undefined;
  }[];
}
