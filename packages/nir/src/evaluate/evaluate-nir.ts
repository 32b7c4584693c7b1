import { type Issue, refuseOnErrors, sizeOf, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import type { FlatGraph, FlatNode } from '../model/flat-graph.js';
import { flattenGraph } from '../model/flatten-graph.js';
import type { NirFile } from '../model/nir-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { delaySteps } from './delay-line.js';
import type { NirReset } from './neuron-step.js';
import { type NodeShapes, nodeShapes } from './node-shapes.js';
import { runGraph } from './run-graph.js';
import { scheduleNodes } from './schedule.js';

/** What NIR leaves open. */
export interface NirEvaluateOptions {
  /** Timestep, seconds. */
  readonly dt: number;
  /** What becomes of a membrane after a spike. Default `value`: it is set to `vReset`, as NIR says. */
  readonly reset?: NirReset | undefined;
}

/** What the nodes of a graph gave. */
export interface NirEvaluation {
  /** Of the Output node, `(T, Nout)`. */
  readonly output: TimeSeries;
  /** Of every node, `(T, N)`, row-major where a node has several dimensions; node `b` of graph `a` is called `a.b`. */
  readonly nodes: ReadonlyMap<string, TimeSeries>;
}

/**
 * Evaluates a graph by Euler's method, to have something to compare with: every node sees the outputs of this timestep,
 * and only a cycle without a Delay takes one more step to go round. Neurons fire at most once per timestep, where the
 * membrane is over the threshold.
 * @param input - `(T, Nin)`, one value per element of the Input node.
 * @throws NIR_EVALUATE_REFUSED with everything that keeps the graph from being evaluated.
 */
export function evaluateNir(file: NirFile, input: TimeSeriesInput, options: NirEvaluateOptions): NirEvaluation {
  const { dt, reset = 'value' } = options;
  const series = TimeSeries.from(input);
  const flat = flattenGraph(file.root);
  refuse([...checkTimestep(dt), ...flat.issues, ...checkEnds(flat.graph, series)]);
  const { graph } = flat;
  const late = lateDelays(graph, dt);
  const order = scheduleNodes(graph, new Set(late));
  const { shapes, issues } = nodeShapes(graph, [...late, ...order]);
  refuse([...issues, ...checkDelays(graph, shapes, dt)]);
  const nodes = runGraph({ graph, late, order, shapes }, series, dt, reset);
  return { output: nodes.get(named(graph, 'Output')[0]) as TimeSeries, nodes };
}

const refuse = (issues: readonly Issue[]): void =>
  refuseOnErrors(issues, 'NIR_EVALUATE_REFUSED', 'the graph cannot be evaluated');

const checkTimestep = (dt: number): readonly Issue[] =>
  dt > 0 && Number.isFinite(dt)
    ? []
    : [nodeIssue('NIR_DT_INVALID', 'dt', 'the timestep must be > 0', 'give seconds', { measured: String(dt) })];

/** One way in and one way out, and an input that fits. */
function checkEnds(graph: FlatGraph, input: TimeSeries): readonly Issue[] {
  const ends = (['Input', 'Output'] as const).flatMap((type) => {
    const measured = named(graph, type).length;
    if (measured === 1) return [];
    const message = `the graph has ${measured} ${type} nodes`;
    return [nodeIssue('NIR_ENDS', type, message, `let it have one ${type} node`, { measured, limit: 1 })];
  });
  const [name] = named(graph, 'Input');
  const node = graph.nodes.get(name);
  const limit = node?.type === 'Input' ? sizeOf(node.shape) : input.channels;
  if (input.batch === undefined && input.channels === limit) return ends;
  const measured = `(${input.shape.join(', ')})`;
  const hint = 'give one row per timestep, with one value per element of the Input node';
  return [
    ...ends,
    nodeIssue('NIR_INPUT_SHAPE', 'input', 'the input does not fit', hint, { measured, limit: `(T, ${limit})` }),
  ];
}

/** The longest past that is kept, in numbers. */
const MAX_PAST = 2 ** 24;
/** How far from a whole number of timesteps a delay may be: what is left of it in float32. */
const WHOLE = 1e-3;

function checkDelays(graph: FlatGraph, shapes: ReadonlyMap<string, NodeShapes>, dt: number): readonly Issue[] {
  return [...graph.nodes].flatMap(([name, node]) => {
    if (node.type !== 'Delay') return [];
    const steps = delaySteps(node.delay.data, dt);
    const odd = node.delay.data.findIndex((delay, i) => !(delay >= 0 && Math.abs(delay / dt - steps[i]) < WHOLE));
    const hint = 'choose a dt of which the delays are multiples';
    if (odd >= 0) {
      const measured = node.delay.data[odd] / dt;
      return [nodeIssue('NIR_DELAY', name, 'a delay is no whole number of timesteps', hint, { measured })];
    }
    const past = (Math.max(...steps) + 1) * sizeOf(shapes.get(name)?.output ?? []);
    if (past <= MAX_PAST) return [];
    const limits = { measured: past, limit: MAX_PAST };
    return [nodeIssue('NIR_TOO_LARGE', name, 'the delay is too long to keep what is under way', hint, limits)];
  });
}

const lateDelays = ({ nodes }: FlatGraph, dt: number): readonly string[] =>
  [...nodes].flatMap(([name, node]) =>
    node.type === 'Delay' && delaySteps(node.delay.data, dt).every((k) => k >= 1) ? [name] : [],
  );

const named = ({ nodes }: FlatGraph, type: FlatNode['type']): readonly string[] =>
  [...nodes].flatMap(([name, node]) => (node.type === type ? [name] : []));
