import { type Issue, sizeOf } from '@xylopipe/core';
import { type FlatGraph, type FlatNode, sourcesOf } from '../model/flat-graph.js';
import { convWindows, poolWindows, type Windows } from './window-step.js';

/** Shape of what goes into a node, and of what comes out. */
export interface NodeShapes {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

/** Shapes of all nodes, in an order in which they are computed; issues about edges where they disagree. */
export function nodeShapes(
  graph: FlatGraph,
  order: readonly string[],
): { readonly shapes: ReadonlyMap<string, NodeShapes>; readonly issues: readonly Issue[] } {
  const shapes = new Map<string, NodeShapes>();
  const issues: Issue[] = [];
  for (const name of order) {
    const node = graph.nodes.get(name) as FlatNode;
    const fed = sourcesOf(graph, name).flatMap((source) => shapes.get(source) ?? []);
    shapes.set(name, shapesOf(node, fed[0]?.output ?? []));
  }
  for (const name of order) {
    const { input, output } = shapes.get(name) as NodeShapes;
    if (![...input, ...output].every((n) => Number.isSafeInteger(n) && n > 0)) issues.push(noShape(name, output));
    for (const source of sourcesOf(graph, name)) {
      const from = shapes.get(source)?.output ?? [];
      if (sizeOf(from) !== sizeOf(input)) issues.push(disagree(source, name, from, input));
    }
  }
  return { shapes, issues };
}

/** `fed` is the shape of what a node gets; nodes with elements of their own have a shape of their own. */
function shapesOf(node: FlatNode, fed: readonly number[]): NodeShapes {
  const same = (shape: readonly number[]): NodeShapes => ({ input: shape, output: shape });
  switch (node.type) {
    case 'Input':
    case 'Output':
      return same(node.shape);
    case 'Linear':
    case 'Affine': {
      const [nout, nin] = node.weight.shape.slice(-2);
      const rows = fed.slice(0, -1);
      return { input: [...rows, nin], output: [...rows, nout] };
    }
    case 'Conv1d':
    case 'Conv2d': {
      const [outputs, perGroup] = node.weight.shape;
      const input = fed.length === node.weight.shape.length - 1 ? fed : [perGroup * node.groups, ...inputShape(node)];
      return { input, output: [outputs, ...positions(convWindows(node, input), node.type)] };
    }
    case 'SumPool2d':
    case 'AvgPool2d':
      return { input: fed, output: [fed[0], ...positions(poolWindows(node, fed), node.type)] };
    case 'Flatten':
      return { input: node.inputType, output: flattened(node.inputType, node.startDim, node.endDim) };
    case 'Scale':
      return same(own(node.scale.shape, fed));
    case 'Delay':
      return same(own(node.delay.shape, fed));
    case 'Threshold':
      return same(own(node.threshold.shape, fed));
    default:
      return same(own(node.r.shape, fed));
  }
}

/** Parameters that are one value for all leave the shape to what comes in. */
const own = (shape: readonly number[], fed: readonly number[]): readonly number[] =>
  sizeOf(shape) === 1 && fed.length > 0 ? fed : shape;

const inputShape = ({ inputShape: shape }: { readonly inputShape?: number | readonly number[] | undefined }) =>
  typeof shape === 'number' ? [shape] : (shape ?? []);

const positions = ({ rows, columns }: Windows, type: FlatNode['type']): readonly number[] =>
  type === 'Conv1d' ? [columns.count] : [rows.count, columns.count];

function flattened(shape: readonly number[], startDim: number, endDim: number): readonly number[] {
  const from = startDim < 0 ? shape.length + startDim : startDim;
  const to = (endDim < 0 ? shape.length + endDim : endDim) + 1;
  return [...shape.slice(0, from), sizeOf(shape.slice(from, to)), ...shape.slice(to)];
}

const noShape = (name: string, output: readonly number[]): Issue => ({
  code: 'NIR_NO_SHAPE',
  severity: 'error',
  at: [name],
  measured: `(${output.map((n) => (n > 0 ? n : '?')).join(', ')})`,
  message: `of ${JSON.stringify(name)} the shape cannot be told`,
  hint: 'look at what feeds it, and whether windows fit into their input',
});

const disagree = (source: string, target: string, output: readonly number[], input: readonly number[]): Issue => ({
  code: 'NIR_SHAPES_DISAGREE',
  severity: 'error',
  at: [target],
  measured: `(${output.join(', ')})`,
  limit: `(${input.join(', ')})`,
  message: `${JSON.stringify(source)} gives another shape than ${JSON.stringify(target)} takes`,
  hint: 'shapes must be the same on both ends of an edge',
});
