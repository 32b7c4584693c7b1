import type { ImageSizes } from './sizes.js';

/** Values of hidden neurons, of buffer neurons, then of output neurons. */
export function perNeuron(
  hidden: ArrayLike<number>,
  outputs: ArrayLike<number>,
  { hiddenInUse, outputs: outputCount }: ImageSizes,
  ofBuffers = 0,
): Int32Array {
  const values = new Int32Array(hiddenInUse + outputCount);
  values.set(hidden);
  values.fill(ofBuffers, hidden.length, hiddenInUse);
  values.set(outputs, hiddenInUse);
  return values;
}

/** Values of hidden neurons, then of buffer neurons. */
export function perHidden(hidden: ArrayLike<number>, { hiddenInUse }: ImageSizes, ofBuffers = 0): Int32Array {
  const values = new Int32Array(hiddenInUse).fill(ofBuffers);
  values.set(hidden);
  return values;
}
