import { Lif, Linear, type Matrix, type Network, Sequential } from '@xylopipe/nn';

export const INPUTS = 16;
export const HIDDEN = 1000;
const OUTPUTS = 8;

/** Uniform numbers in [0, 1), the same for the same seed (xorshift32, Marsaglia 2003). */
export function uniform(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** 16-1000-8 with a recurrent hidden layer in which a share `density` of the weights is not zero. */
export function recurrentNetwork(density: number, threshold: number): Network {
  const next = uniform(7);
  const matrix = (rows: number, columns: number, scale: number, share = 1): Matrix =>
    Array.from({ length: rows }, () =>
      Float64Array.from({ length: columns }, () => (next() < share ? (next() - 0.5) * scale : 0)),
    );
  const lif = { tauMem: 0.02, tauSyn: 0.01, dt: 0.001 };
  return new Sequential([
    new Linear({ weights: matrix(INPUTS, HIDDEN, 1) }),
    new Lif({ n: HIDDEN, ...lif, threshold, weightsRec: matrix(HIDDEN, HIDDEN, 0.05, density) }),
    new Linear({ weights: matrix(HIDDEN, OUTPUTS, 0.1) }),
    new Lif({ n: OUTPUTS, ...lif, threshold: 1 }),
  ]);
}
