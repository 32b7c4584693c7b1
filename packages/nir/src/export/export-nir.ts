import { type Checked, type NetworkTree, refuseOnErrors } from '@xylopipe/core';
import { type Network, networkFromTree } from '@xylopipe/nn';
import type { NirFile } from '../model/nir-graph.js';
import { GraphBuilder } from './graph-builder.js';
import { timestepOf } from './timestep.js';

/** What an export needs besides the network. */
export interface NirExportOptions {
  /** Timestep of layers that do not say, seconds. */
  readonly dt?: number | undefined;
}

/** Of the Python package whose files these are like. */
const VERSION = '1.0.7';

/**
 * A network as a NIR graph that does the same when evaluated by Euler's method at the network's timestep: time constants
 * are those whose Euler step leaves as much as a layer does, gains undo that an input decays in the step in which it comes.
 * Timestep and reset rule, of which NIR knows nothing, are in the metadata of the graph, most spikes per timestep in those
 * of neurons.
 * @throws NETWORK_INVALID for a tree that is no network.
 * @throws NIR_EXPORT_REFUSED with everything that NIR cannot say.
 */
export function exportNir(network: NetworkTree | Network, options: NirExportOptions = {}): Checked<NirFile> {
  const sound = 'toTree' in network ? network : networkFromTree(network);
  const tree = sound.toTree();
  const { dt, issues } = timestepOf(tree, options.dt);
  refuseOnErrors(issues, 'NIR_EXPORT_REFUSED', MESSAGE);
  const builder = new GraphBuilder(sound.nin, dt as number);
  builder.end(builder.add(tree));
  refuseOnErrors(builder.issues, 'NIR_EXPORT_REFUSED', MESSAGE);
  return { value: { version: VERSION, root: builder.graph() }, issues: builder.issues };
}

const MESSAGE = 'NIR cannot say what this network does';
