import { defineStage, type NetworkGraph, type Stage, unremarkable } from '@xylopipe/core';
import { toNetworkGraph } from '@xylopipe/graph';
import type { Network } from './network.js';

/** Network to graph. Throws `GRAPH_REFUSED` with everything that keeps the network from having one. */
export const extractStage = (): Stage<Network, NetworkGraph, 'extract'> =>
  defineStage('extract', (network) => unremarkable(toNetworkGraph(network.asGraph())));
