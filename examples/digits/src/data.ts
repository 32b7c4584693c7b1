import { readFileSync } from 'node:fs';
import { type NetworkTree, networkTreeFromJson } from '@xylopipe/core';
import { z } from 'zod';

const testSet = z.object({ labels: z.array(z.int()), images: z.array(z.array(z.int())) });

/** A labelled image. */
export interface Digit {
  readonly image: readonly number[];
  readonly label: number;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'));

/** The test images whose label is below `classes`, in their order. */
export function loadDigits(classes: number): readonly Digit[] {
  const { labels, images } = testSet.parse(read('digits-test.json'));
  return labels.map((label, i) => ({ label, image: images[i] as number[] })).filter(({ label }) => label < classes);
}

/** A trained network that the example ships. */
export const loadNetwork = (name: string): NetworkTree => networkTreeFromJson(read(`${name}.network.json`));
