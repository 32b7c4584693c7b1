import { editGraph, type FlatGraph, freeName, type NirEdge, sourcesOf } from '../model/flat-graph.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';
import { neuronsIn, sizeOfNeurons } from './neurons.js';
import { added, affine, diagonal, isWeights, type Weights } from './weights.js';

/** Weights into a layer of neurons, from the sum of some sources. */
interface Feed {
  readonly name: string;
  readonly sources: readonly string[];
  readonly weights: Weights;
}

/**
 * Gives every layer of neurons weights of its own, one for each set of sources: where there are none they are inserted,
 * shared ones are copied, those that are recurrent besides something else are split, parallel ones are added. No weights
 * may feed weights.
 */
export function gatherWeights(graph: FlatGraph): Converted {
  const entries: ConversionEntry[] = [];
  const neurons = neuronsIn(graph);
  const shared = [...graph.nodes].flatMap(([name, node]) => (isWeights(node) ? [name] : []));
  const disconnect = neurons.flatMap(([name]) => sourcesOf(graph, name).map((source): NirEdge => [source, name]));
  let result = editGraph(graph, { remove: shared, disconnect });
  for (const [name, node] of neurons) {
    const present = feedsOf(graph, name);
    const direct = sourcesOf(graph, name).filter((source) => !isWeights(graph.nodes.get(source)));
    const feeds = direct.length === 0 ? present : [...present, oneToOne(name, sizeOfNeurons(node), direct)];
    const split = feeds.flatMap((feed) => splitOffRecurrence(feed, name));
    const merged = mergeParallel(split);
    if (direct.length > 0) entries.push(inserted(name, direct));
    if (split.length > feeds.length) entries.push(splitUp(name));
    if (merged.length < split.length) entries.push(addedUp(name, split));
    for (const { name: wish, sources, weights } of merged) {
      const own = freeName(result, wish);
      const connect = [...sources.map((source): NirEdge => [source, own]), [own, name] as const];
      result = editGraph(result, { put: [[own, weights]], connect });
    }
  }
  return { graph: result, entries };
}

const feedsOf = (graph: FlatGraph, name: string): readonly Feed[] =>
  sourcesOf(graph, name)
    .flatMap((source) => {
      const weights = graph.nodes.get(source);
      return isWeights(weights) ? [{ name: source, sources: [...sourcesOf(graph, source)].sort(), weights }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const oneToOne = (name: string, n: number, sources: readonly string[]): Feed => ({
  name: `${name}.w_in`,
  sources: [...sources].sort(),
  weights: affine(diagonal(new Float64Array(n).fill(1))),
});

/** Weights of a sum that the neurons themselves are a part of are recurrent weights, and weights from the rest. */
function splitOffRecurrence(feed: Feed, name: string): readonly Feed[] {
  if (feed.sources.length === 1 || !feed.sources.includes(name)) return [feed];
  const sources = feed.sources.filter((source) => source !== name);
  return [
    { ...feed, sources },
    { name: `${name}.w_rec`, sources: [name], weights: affine(feed.weights.weight) },
  ];
}

/** Weights from the same sources into the same neurons add up, and so do their biases. */
function mergeParallel(feeds: readonly Feed[]): readonly Feed[] {
  const merged = new Map<string, Feed>();
  for (const feed of feeds) {
    const key = JSON.stringify(feed.sources);
    const before = merged.get(key);
    merged.set(key, before === undefined ? feed : { ...before, weights: sumOf(before.weights, feed.weights) });
  }
  return [...merged.values()];
}

const sumOf = (a: Weights, b: Weights): Weights =>
  affine({ shape: a.weight.shape, data: added(a.weight.data, b.weight.data) }, added(a.bias.data, b.bias.data));

const inserted = (node: string, sources: readonly string[]): ConversionEntry => ({
  node,
  change: 'WEIGHTS_INSERTED',
  what: `weights of 1, one to one, were put behind ${sources.join(', ')}`,
  why: 'neurons of a chip get spikes through weights only',
  expectedError: EXACT,
});

const splitUp = (node: string): ConversionEntry => ({
  node,
  change: 'WEIGHTS_SPLIT',
  what: 'weights of input and of own spikes together became weights of input and recurrent weights',
  why: 'a layer has its recurrent weights apart',
  expectedError: EXACT,
});

const addedUp = (node: string, feeds: readonly Feed[]): ConversionEntry => ({
  node,
  change: 'WEIGHTS_ADDED',
  what: `parallel weights were added: ${feeds.map(({ name }) => name).join(', ')}`,
  why: 'a chip has one weight between two neurons',
  expectedError: EXACT,
});
