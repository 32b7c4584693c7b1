import { type Issue, type IssuePath, sizeOf, unravelIndex } from '@xylopipe/core';
import type { NirArray } from './nir-graph.js';

/** A field's name in files: `vLeak` is `v_leak`. */
export const fileNameOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const isArray = (value: unknown): value is NirArray =>
  typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i]);

/** A shape for people. */
export const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** Looks at the fields of one node, and notes what is wrong. Fields go by their names in the model. */
export class FieldChecks {
  readonly issues: Issue[] = [];
  readonly #at: IssuePath;

  constructor(at: IssuePath) {
    this.#at = at;
  }

  wrong(field: string, message: string, more: Partial<Issue> = {}): void {
    const at = [...this.#at, fileNameOf(field), ...(more.at ?? [])];
    this.issues.push({ code: 'NIR_FIELD_INVALID', severity: 'error', message, ...more, at });
  }

  /** As many numbers as the shape asks for, all of them finite. */
  numbers(field: string, array: NirArray): void {
    if (this.fits(field, array)) this.every(field, array, Number.isFinite, 'not finite', { code: 'NIR_NOT_FINITE' });
  }

  /** As many numbers as the shape asks for. */
  fits(field: string, { shape, data }: NirArray): boolean {
    if (sizeOf(shape) === data.length) return true;
    this.wrong(field, `there are ${data.length} numbers for the shape ${shown(shape)}`);
    return false;
  }

  /** Notes the first of the numbers that are not as they must be, `what`, and how many there are. */
  every(
    field: string,
    { shape, data }: NirArray,
    isGood: (value: number, index: number) => boolean,
    what: string,
    more: Partial<Issue> = {},
  ): void {
    let first = -1;
    let count = 0;
    for (let i = 0; i < data.length; i++) {
      if (isGood(data[i] as number, i)) continue;
      if (count++ === 0) first = i;
    }
    if (count === 0) return;
    this.wrong(field, `${count === 1 ? 'a number is' : `${count} numbers are`} ${what}, here the first`, {
      ...more,
      at: unravelIndex(first, shape),
      measured: `${data[first]}`,
    });
  }

  rank(field: string, { shape }: NirArray, least: number, most = least): void {
    if (shape.length >= least && shape.length <= most) return;
    const wanted = least === most ? `${least}` : `at least ${least}`;
    this.wrong(field, `this must have ${wanted} dimensions, and has the shape ${shown(shape)}`);
  }

  atLeast(field: string, values: number | Iterable<number>, limit: number): void {
    for (const value of typeof values === 'number' ? [values] : values) {
      if (Number.isInteger(value) && value >= limit) continue;
      this.wrong(field, `this must be whole numbers from ${limit}`, { measured: value, limit });
      return;
    }
  }

  /** Times: `zero` says whether there may be none. */
  times(field: string, { data }: NirArray, zero: boolean): void {
    const bad = data.find((value) => value < 0 || (value === 0 && !zero));
    if (bad === undefined) return;
    this.wrong(field, `times are ${zero ? 'not below' : 'above'} zero`, { measured: bad, limit: 0 });
  }

  axes(field: string, count: number, expected: number): void {
    if (count !== expected) this.wrong(field, `there are ${count} numbers for ${expected} axes`);
  }
}
