import type { MappedSpec } from '@xylopipe/core';

/** More than what files of single precision lose. */
const ROUNDED = 1e-6;

/** Whether two mapped specifications are of one network: all that a chip computes with, numbers as files round them; names of layers are none of it. */
export function isSameSpec(a: MappedSpec, b: MappedSpec): boolean {
  const { layers, ...computed } = a;
  return (Object.keys(computed) as (keyof typeof computed)[]).every((field) => isSame(a[field], b[field]));
}

function isSame(a: unknown, b: unknown): boolean {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === undefined || right === undefined) return JSON.stringify(a) === JSON.stringify(b);
  if (left.length !== right.length) return false;
  const most = left.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return left.every((value, i) => Math.abs(value - (right[i] as number)) <= most * ROUNDED);
}

const numbersOf = (value: unknown): Float64Array | undefined => {
  const data: unknown = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  return data instanceof Float64Array ? data : undefined;
};
