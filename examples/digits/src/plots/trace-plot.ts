import { FRAME, figure, px } from './svg.js';

/** Colours that stay apart for most kinds of colour vision (Okabe and Ito, 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#8a7a00'];

/** Some channels of a `(T, N)` signal as lines over time, with a level drawn across, e.g. the threshold. */
export function tracePlot(
  title: string,
  data: Int16Array,
  neurons: number,
  shown: readonly number[],
  level?: number,
): string {
  const steps = neurons === 0 ? 0 : data.length / neurons;
  const values = shown.map((n) => Array.from({ length: steps }, (_, t) => data[t * neurons + n] as number));
  const all = [...values.flat(), ...(level === undefined ? [0] : [0, level])];
  const [low, high] = [Math.min(...all), Math.max(...all, 1)];
  const x = (t: number): number => FRAME.left + ((t + 0.5) * FRAME.width) / Math.max(steps, 1);
  const y = (v: number): number => FRAME.top + FRAME.height * (1 - (v - low) / (high - low));
  const lines = values.map((trace, i) => {
    const path = trace.map((v, t) => `${t === 0 ? 'M' : 'L'}${px(x(t))} ${px(y(v))}`).join('');
    return `<path d="${path}" fill="none" stroke="${COLOURS[i % COLOURS.length]}" stroke-width="1.5"/>`;
  });
  const across =
    level === undefined
      ? ''
      : `<path d="M${FRAME.left} ${px(y(level))}h${FRAME.width}" stroke="#888" stroke-dasharray="4 4"/>`;
  const legend = shown.map(
    (n, i) =>
      `<text x="${FRAME.left + FRAME.width - 8 - 44 * (shown.length - 1 - i)}" y="${FRAME.top - 6}" fill="${COLOURS[i % COLOURS.length]}" text-anchor="end" font-weight="600">${n}</text>`,
  );
  return figure(
    title,
    'timestep',
    'state',
    [String(low), String(high)],
    steps,
    [across, ...lines, ...legend].join('\n'),
  );
}
