import { readFileSync } from 'node:fs';
import { type NetworkTree, networkTreeFromJson } from '@xylopipe/core';
import { z } from 'zod';

const imageSet = z.object({ labels: z.array(z.int()), images: z.array(z.array(z.int())) });

/** A labelled image. */
export interface Digit {
  readonly image: readonly number[];
  readonly label: number;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'));

/** The images of a set whose label is below `classes`, in their order: the test images, or those to choose by. */
export function loadDigits(classes: number, set: 'test' | 'validation' = 'test'): readonly Digit[] {
  const { labels, images } = imageSet.parse(read(`digits-${set}.json`));
  return labels.map((label, i) => ({ label, image: images[i] as number[] })).filter(({ label }) => label < classes);
}

/** A trained network that the example ships. */
export const loadNetwork = (name: string): NetworkTree => networkTreeFromJson(read(`${name}.network.json`));
