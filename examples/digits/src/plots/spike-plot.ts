import { FRAME, figure, px } from './svg.js';

/** Counts per timestep and channel, row-major. */
export interface SpikeData {
  readonly steps: number;
  readonly channels: number;
  readonly counts: ArrayLike<number>;
}

/** Spikes as marks, time to the right, channel 0 at the bottom; the more spikes in a cell, the darker the mark. */
export function spikePlot(title: string, { steps, channels, counts }: SpikeData, channelLabel: string): string {
  const cell = { width: FRAME.width / Math.max(steps, 1), height: FRAME.height / Math.max(channels, 1) };
  const bottom = FRAME.top + FRAME.height;
  const bySize = new Map<number, string[]>();
  for (let i = 0; i < steps * channels; i++) {
    const count = counts[i] as number;
    if (count === 0) continue;
    const x = FRAME.left + Math.floor(i / channels) * cell.width;
    const y = bottom - ((i % channels) + 0.5) * cell.height;
    const marks = bySize.get(count) ?? [];
    marks.push(`M${px(x + cell.width * 0.1)} ${px(y)}h${px(cell.width * 0.8)}`);
    bySize.set(count, marks);
  }
  const most = Math.max(1, ...bySize.keys());
  const strokeWidth = px(Math.max(1, Math.min(6, cell.height * 0.8)));
  const paths = [...bySize].map(
    ([count, marks]) =>
      `<path d="${marks.join('')}" stroke="#0b5fa5" stroke-width="${strokeWidth}" stroke-opacity="${px(0.5 + (0.5 * count) / most)}"/>`,
  );
  return figure(title, 'timestep', channelLabel, ['0', String(channels - 1)], steps, paths.join('\n'));
}
