import { InvalidArgumentError } from 'commander';

/** Reads a whole number from `min` to `max`. */
export const wholeNumber =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };

/** Reads a finite number that `holds` of; `range` says of which. */
const number =
  (range: string, holds: (value: number) => boolean) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && holds(value)) return value;
    throw new InvalidArgumentError(`It must be a number ${range}.`);
  };

/** Reads a number over 0. */
export const positive = number('over 0', (value) => value > 0);
/** Reads a number from 1. */
export const atLeastOne = number('from 1', (value) => value >= 1);
/** Reads a percentile that cuts something off, or nothing. */
export const percentile = number('over 0, up to 100', (value) => value > 0 && value <= 100);

/** Reads a fraction. */
export const fraction = number('from 0 to 1', (value) => value >= 0 && value <= 1);
