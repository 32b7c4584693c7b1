import { InvalidArgumentError } from 'commander';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Reads a span of time, e.g. `90s`, `5m` or `1.5h`; seconds where there is no unit. In milliseconds. */
export function duration(text: string): number {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const milliseconds = Number(number) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
  if (number !== '' && milliseconds > 0) return milliseconds;
  throw new InvalidArgumentError('It must be a span of time over 0, e.g. 90s, 5m or 1h.');
}
