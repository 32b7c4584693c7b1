import type { LayerRun } from '@xylopipe/compare';
import type { Size } from './measured.js';

/** A run of two hidden layers whose spikes lie anywhere, but in the same places for the same seed. */
export function largeRun(label: string, { neurons, steps, spikes }: Size, seed: number): LayerRun {
  const first = Math.floor(neurons / 4);
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const layers = [first, neurons - first].map((count, index) => {
    const data = new Uint8Array(steps * count);
    for (let left = Math.round((spikes * count) / neurons); left > 0; ) {
      const cell = random(steps) * count + random(count);
      if (data[cell] !== 0) continue;
      data[cell] = 1;
      left--;
    }
    return {
      name: `layer${index}`,
      role: 'hidden' as const,
      ids: Array.from({ length: count }, (_, i) => i + index * first),
      delay: 0,
      threshold: new Float64Array(count).fill(1),
      signals: { spikes: { shape: [steps, count], data } },
    };
  });
  return { label, steps, layers };
}
