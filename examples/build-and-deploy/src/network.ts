import { Lif, Linear, type Network, Residual, Sequential, uniformWeights } from '@xylopipe/nn';

/** 2 inputs, 4 hidden neurons, a residual block around 4 recurrent ones, 2 outputs. */
export function buildNetwork(seed: number): Network {
  const neurons = { tauMem: 0.02, tauSyn: 0.01, threshold: 10, dt: 0.001 };
  return new Sequential([
    new Linear({ weights: uniformWeights(2, 4, { seed }) }),
    new Lif({ n: 4, ...neurons }),
    new Residual([
      new Linear({ weights: uniformWeights(4, 4, { seed: seed + 1 }) }),
      new Lif({ n: 4, ...neurons, weightsRec: uniformWeights(4, 4, { seed: seed + 2 }) }),
    ]),
    new Linear({ weights: uniformWeights(4, 2, { seed: seed + 3 }) }),
    new Lif({ n: 2, ...neurons }),
  ]);
}
