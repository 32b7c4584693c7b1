import type { Tensor } from '@xylopipe/core';
import { editGraph, type FlatGraph, freeName, type NirEdge, sourcesOf, targetsOf } from '../model/flat-graph.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';
import { added, affine, applied, isWeights, product, type Weights } from './weights.js';

/** Some nodes that are no weights, and the matrix that their sum goes through. */
interface Term {
  readonly sources: readonly string[];
  readonly weight: Tensor;
}

/** What weights give, told by the nodes that are none: the sum of all terms, and a constant. */
interface Sum {
  readonly terms: readonly Term[];
  readonly bias: Float64Array;
}

/** Multiplies weights that feed weights, so that afterwards none do. There must be no cycle of nothing but weights. */
export function multiplyWeights(graph: FlatGraph): Converted {
  const chained = (name: string): boolean =>
    sourcesOf(graph, name).some((source) => isWeights(graph.nodes.get(source)));
  const all = [...graph.nodes].flatMap(([name, node]) => (isWeights(node) ? [name] : []));
  if (!all.some(chained)) return { graph, entries: [] };

  const sums = sumsOf(graph, all);
  const entries: ConversionEntry[] = [];
  let result = graph;
  for (const name of all.filter(chained)) {
    const targets = targetsOf(graph, name).filter((target) => !isWeights(graph.nodes.get(target)));
    const { terms, bias } = sums.get(name) as Sum;
    result = editGraph(result, { remove: [name] });
    if (targets.length === 0) continue; // all that it feeds are weights, which have it in them now
    terms.forEach(({ sources, weight }, i) => {
      const part = freeName(result, i === 0 ? name : `${name}_${i + 1}`);
      const connect = [
        ...sources.map((source): NirEdge => [source, part]),
        ...targets.map((target): NirEdge => [part, target]),
      ];
      result = editGraph(result, { put: [[part, affine(weight, i === 0 ? bias : undefined)]], connect });
    });
    const factors = sourcesOf(graph, name).filter((source) => isWeights(graph.nodes.get(source)));
    entries.push(entryOf(name, factors));
  }
  // Weights that only fed weights are in their products.
  const unused = [...result.nodes.keys()].filter(
    (name) =>
      isWeights(result.nodes.get(name)) && targetsOf(result, name).length === 0 && targetsOf(graph, name).length > 0,
  );
  return { graph: editGraph(result, { remove: unused }), entries };
}

/** The sum that each of the weights gives; every matrix is multiplied once for each set of sources. */
function sumsOf(graph: FlatGraph, names: readonly string[]): ReadonlyMap<string, Sum> {
  const { nodes } = graph;
  const sums = new Map<string, Sum>();
  const visit = (name: string): Sum => {
    const known = sums.get(name);
    if (known !== undefined) return known;
    const { weight, bias } = nodes.get(name) as Weights;
    const sources = [...sourcesOf(graph, name)].sort();
    const direct = sources.filter((source) => !isWeights(nodes.get(source)));
    const before = sources.filter((source) => isWeights(nodes.get(source))).map(visit);
    const terms = [
      ...(direct.length === 0 ? [] : [{ sources: direct, weight }]),
      ...before.flatMap((sum) => sum.terms.map((term) => ({ ...term, weight: product(weight, term.weight) }))),
    ];
    const constant = before.reduce((total, sum) => added(total, applied(weight, sum.bias)), bias.data);
    const sum = { terms: joinTerms(terms), bias: constant };
    sums.set(name, sum);
    return sum;
  };
  for (const name of names) visit(name);
  return sums;
}

/** Adds the matrices of terms that have the same sources. */
function joinTerms(terms: readonly Term[]): readonly Term[] {
  const joined = new Map<string, Term>();
  for (const term of terms) {
    const key = JSON.stringify(term.sources);
    const { shape, data } = term.weight;
    const before = joined.get(key);
    joined.set(
      key,
      before === undefined ? term : { ...term, weight: { shape, data: added(before.weight.data, data) } },
    );
  }
  return [...joined.values()];
}

const entryOf = (node: string, factors: readonly string[]): ConversionEntry => ({
  node,
  change: 'WEIGHTS_MULTIPLIED',
  what: `multiplied with the weights before it: ${factors.join(', ')}`,
  why: 'a chip has weights between spikes and synapses only, not one after the other',
  expectedError: EXACT,
});
