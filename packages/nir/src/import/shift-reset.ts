import { editGraph, type FlatGraph } from '../model/flat-graph.js';
import type { NirArray } from '../model/nir-graph.js';
import { type ConversionEntry, type Converted, EXACT } from './conversion-entry.js';
import { type Neurons, neuronsIn } from './neurons.js';

/** Counts the membrane from where a spike sets it to, so that this is 0 for all neurons. */
export function shiftReset(graph: FlatGraph): Converted {
  const shifted = neuronsIn(graph).filter(([, { vReset }]) => vReset?.data.some((value) => value !== 0));
  return {
    graph: editGraph(graph, { put: shifted.map(([name, node]) => [name, fromReset(node)] as const) }),
    entries: shifted.map(([name, node]) => entryOf(name, node)),
  };
}

const fromReset = (node: Neurons): Neurons => ({
  ...node,
  vThreshold: minus(node.vThreshold, node.vReset as NirArray),
  vLeak: minus(node.vLeak, node.vReset as NirArray),
  vReset: undefined,
});

const minus = ({ shape, data }: NirArray, by: NirArray): NirArray => ({
  shape,
  data: Float64Array.from(data, (value, i) => value - by.data[i]),
});

const entryOf = (node: string, { vReset }: Neurons): ConversionEntry => ({
  node,
  change: 'RESET_SHIFTED',
  what: 'the membrane is counted from v_reset: threshold and v_leak became as much smaller',
  why: 'a chip has no level that a spike sets the membrane to',
  // It begins at 0, which is v_reset of the file.
  expectedError:
    vReset === undefined
      ? EXACT
      : { value: Math.max(...vReset.data.map(Math.abs)), unit: 'of the membrane at the start' },
});
