import type { Issue, ModuleRecord, NetworkGraph, Severity } from '@xylopipe/core';
import { withNames } from '../module-names.js';

/** One thing that a graph must be, to fit on a chip. */
export interface DesignRule {
  /** Code of all its issues, `DRC_...`. */
  readonly id: string;
  /** Severity of all its issues. */
  readonly severity: Severity;
  /** Every breach; none if the graph obeys. The graph must be sound, see `checkNetworkGraph` of `@xylopipe/graph`. */
  check(graph: NetworkGraph): readonly Issue[];
}

/** A breach, as a rule finds it. */
export interface Finding {
  /** The module to blame; absent if it is the graph as a whole. */
  readonly module?: ModuleRecord | undefined;
  readonly measured?: number | string;
  readonly limit?: number | string;
  readonly message: string;
  readonly hint: string;
}

/** A rule out of a name and a function that finds its breaches in a graph of which all modules have names. */
export const defineRule = (
  id: string,
  severity: Severity,
  find: (graph: NetworkGraph) => readonly Finding[],
): DesignRule =>
  Object.freeze({
    id,
    severity,
    check: (graph) =>
      find(withNames(graph)).map(({ module, ...finding }) => ({
        code: id,
        severity,
        at: module?.name === undefined ? [] : [module.name],
        ...finding,
      })),
  } satisfies DesignRule);
