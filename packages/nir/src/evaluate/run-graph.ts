import { sizeOf, TimeSeries } from '@xylopipe/core';
import { type FlatGraph, type FlatNode, sourcesOf } from '../model/flat-graph.js';
import type { NirDelay } from '../model/nir-graph.js';
import { delayLine } from './delay-line.js';
import type { NirReset } from './neuron-step.js';
import type { NodeShapes } from './node-shapes.js';
import { nodeStep } from './node-step.js';
import { parameter } from './parameter.js';

/** A graph made ready: every node is in `late` or in `order`, and has shapes that agree with its neighbours'. */
export interface RunnableGraph {
  readonly graph: FlatGraph;
  /** Delays of at least a timestep: what comes out of them does not wait for what goes in. */
  readonly late: readonly string[];
  readonly order: readonly string[];
  readonly shapes: ReadonlyMap<string, NodeShapes>;
}

/** Output of every node at every timestep of the input, `(T, N)`. */
export function runGraph(
  { graph, late, order, shapes }: RunnableGraph,
  input: TimeSeries,
  dt: number,
  reset: NirReset,
): ReadonlyMap<string, TimeSeries> {
  const buffers = new Map(
    [...shapes].map(([name, shape]) => {
      const size = sizeOf(shape.output);
      const trace = new TimeSeries([input.steps, size], new Float64Array(input.steps * size));
      return [name, { x: new Float64Array(sizeOf(shape.input)), y: new Float64Array(size), trace }];
    }),
  );
  const buffersOf = (name: string) => buffers.get(name) as NonNullable<ReturnType<typeof buffers.get>>;
  const wiring = (name: string) => {
    const sources = sourcesOf(graph, name).map((source) => buffersOf(source).y);
    return { ...buffersOf(name), sources };
  };
  const lines = late.map((name) => {
    const { delay } = graph.nodes.get(name) as NirDelay;
    return { ...wiring(name), line: delayLine(parameter(delay, buffersOf(name).y.length), dt) };
  });
  const nodes = order.map((name) => {
    const node = graph.nodes.get(name) as FlatNode;
    const step = nodeStep(node, shapes.get(name)?.input ?? [], dt, reset);
    return { ...wiring(name), isInput: node.type === 'Input', step };
  });

  for (let t = 0; t < input.steps; t++) {
    for (const { line, y } of lines) line.read(y);
    // A source that comes later in the order still has its output of the timestep before: the delay of a cycle.
    for (const { isInput, step, sources, x, y } of nodes) {
      if (isInput) x.set(input.step(t));
      else add(sources, x);
      step(x, y);
    }
    for (const { line, sources, x } of lines) {
      add(sources, x);
      line.write(x);
      line.advance();
    }
    for (const { y, trace } of buffers.values()) trace.step(t).set(y);
  }
  return new Map([...buffers].map(([name, { trace }]) => [name, trace]));
}

function add(sources: readonly Float64Array[], x: Float64Array): void {
  x.fill(0);
  for (const source of sources) for (let i = 0; i < x.length; i++) x[i] += source[i];
}
