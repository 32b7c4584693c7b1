/** A number for readers: whole ones with all digits, others with four, and what is none by its name. */
export function readable(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? grouped(value) : value.toExponential(3);
  const digits = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6 ? value.toPrecision(4) : value.toExponential(3);
  return digits.includes('e') ? digits : String(Number(digits));
}

/** With thin spaces between thousands from 10 000 on. */
const grouped = (value: number): string =>
  Math.abs(value) < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');

/** `1 spike`, `2 spikes`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${Number.isNaN(n) ? 'unknown' : readable(n)} ${n === 1 ? one : many}`;

/** Less than this reads as 100.0. */
const NEARLY_WHOLE = 99.95;

/** A share of 1 as `98.4 %`; 100 % is said only of what is whole, but for what float64 lost. */
export function percent(share: number): string {
  const value = share * 100;
  if (!Number.isFinite(value)) return '–';
  if (value >= NEARLY_WHOLE && value < 100 - 1e-9) return '99.9 %';
  return `${Math.abs(value) < 1e6 ? value.toFixed(1) : readable(value)} %`;
}

/** A time in seconds with a fitting unit. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1e-3) return `${readable(seconds * 1e6)} µs`;
  return seconds < 1 ? `${readable(seconds * 1e3)} ms` : `${readable(seconds)} s`;
}
