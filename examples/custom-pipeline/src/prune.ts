import type { Checked, MappedSpec, QuantizedSpec } from '@xylopipe/core';
import { quantize } from '@xylopipe/quantize';

/** Quantizes after setting the smallest recurrent weights to 0: the given share of them, 0 to 1. */
export const pruneThenQuantize =
  (share: number) =>
  (spec: MappedSpec): Checked<QuantizedSpec> => {
    const { shape, data } = spec.weightsRec;
    const magnitudes = data.map(Math.abs).sort();
    const cut = magnitudes[Math.floor(share * magnitudes.length)] ?? Number.POSITIVE_INFINITY;
    return quantize(
      { ...spec, weightsRec: { shape, data: data.map((w) => (Math.abs(w) < cut ? 0 : w)) } },
      { method: 'global' },
    );
  };
