import { Pipeline } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { ExpSyn } from './exp-syn.js';
import { extractStage } from './extract-stage.js';
import { Lif } from './lif.js';
import { Linear } from './linear.js';
import type { Network } from './network.js';
import { Sequential } from './sequential.js';

const run = (network: Network) => Pipeline.of(extractStage()).run(network).result;

describe('extractStage', () => {
  it('gives the graph as plain data', async () => {
    const network = new Sequential([
      new Linear({ weights: [[1, 2]] }),
      new Lif({ n: 2, tauMem: 0.02, tauSyn: 0.01, dt: 0.001 }),
    ]);
    const { nodes, inputNodes, outputNodes, modules } = await run(network);
    expect([nodes.length, inputNodes.length, outputNodes.length]).toEqual([5, 1, 2]);
    expect(modules).toMatchObject([
      { type: 'LinearWeights', name: '0', weights: { shape: [1, 2] } },
      { type: 'LifNeurons', name: '1', dt: 0.001 },
    ]);
  });

  it('fails with what keeps the network from having a graph', async () => {
    await expect(run(new ExpSyn({ n: 1, tau: 1 }))).rejects.toMatchObject({
      code: 'GRAPH_REFUSED',
      issues: [{ code: 'NO_GRAPH' }],
    });
  });
});
