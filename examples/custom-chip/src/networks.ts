import { Lif, Linear, type Matrix, type Network, Sequential, uniformWeights } from 'xylopipe';

const neurons = { tauMem: 0.008, tauSyn: 0.004, threshold: 4, dt: 0.001 };

/** 4 inputs, 16 hidden neurons with `weightsRec` between them, 3 outputs. */
const networkWith = (weightsRec: Matrix): Network =>
  new Sequential([
    new Linear({ weights: uniformWeights(4, 16, { seed: 1 }) }),
    new Lif({ n: 16, ...neurons, weightsRec }),
    new Linear({ weights: uniformWeights(16, 3, { seed: 3 }) }),
    new Lif({ n: 3, ...neurons }),
  ]);

const { shape, data } = uniformWeights(16, 16, { seed: 2 });

/** Hidden neurons excite some and inhibit others. */
export const mixedSigns: Network = networkWith({ shape, data });

/** The first half of the hidden neurons excites, the other inhibits. */
export const oneSignEach: Network = networkWith({
  shape,
  data: data.map((w, i) => (i < data.length / 2 ? Math.abs(w) : -Math.abs(w))),
});
