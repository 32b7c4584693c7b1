import { type Digit, loadDigits } from '@xylopipe/example-digits/data';
import { encodeImage } from '@xylopipe/example-digits/encode-image';
import type { Recordings } from 'xylopipe/node';

const SIDE = 8;
const STAY = [0, 0] as const;
const MOVES = [STAY, [1, 0], [-1, 0], [0, 1], [0, -1]] as const;

/** The test images, as they are. */
export const testRecordings = (classes: number): Recordings => recordingsOf(loadDigits(classes, 'test'), [STAY]);

/** The validation images, as they are. */
export const validationRecordings = (classes: number): Recordings =>
  recordingsOf(loadDigits(classes, 'validation'), [STAY]);

/**
 * What to search on: the validation images, and each moved by a pixel in all directions. A network is right on nearly all of
 * the images themselves, so that only two or three tell recipes apart; of those that were moved it is wrong on many more.
 */
export const searchRecordings = (classes: number): Recordings => recordingsOf(loadDigits(classes, 'validation'), MOVES);

function recordingsOf(digits: readonly Digit[], moves: readonly (readonly [x: number, y: number])[]): Recordings {
  const moved = moves.flatMap(([x, y]) =>
    digits.map(({ image, label }, i) => ({ name: `${i} moved by ${x}, ${y}`, image: shifted(image, x, y), label })),
  );
  return {
    names: moved.map(({ name }) => name),
    rasters: moved.map(({ image }) => encodeImage(image)),
    labels: moved.map(({ label }) => label),
  };
}

/** The image moved to the right and down; nothing comes in from outside. */
function shifted(image: readonly number[], x: number, y: number): readonly number[] {
  return image.map((_, pixel) => {
    const [column, row] = [(pixel % SIDE) - x, Math.floor(pixel / SIDE) - y];
    const inside = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
    return inside ? (image[row * SIDE + column] as number) : 0;
  });
}
