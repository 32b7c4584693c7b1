import { loadDigits } from '@xylopipe/example-digits/data';
import { encodeImage } from '@xylopipe/example-digits/encode-image';
import type { Recordings } from 'xylopipe/node';

/** The images of a set whose label is below `classes`, as rasters with their labels. */
export function recordingsOf(set: 'validation' | 'test', classes: number): Recordings {
  const digits = loadDigits(classes, set);
  return {
    names: digits.map((_, i) => `${set} image ${i}`),
    rasters: digits.map(({ image }) => encodeImage(image)),
    labels: digits.map(({ label }) => label),
  };
}
