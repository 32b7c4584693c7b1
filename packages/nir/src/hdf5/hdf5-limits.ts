import { XylopipeError } from '@xylopipe/core';

/** How much a file may hold. What it declares is held against this before anything is read. */
export interface Hdf5Limits {
  /** Bytes of the file. Default 2^28. */
  readonly fileSize: number;
  /** Numbers and strings of all datasets together; what takes more than 8 bytes counts for several. Default 2^25. */
  readonly elements: number;
  /** Groups and datasets together. Default 50 000; a NIR node has about eight. */
  readonly objects: number;
  /** Groups within groups; a graph within a graph takes two. Default 64. */
  readonly depth: number;
  /** UTF-16 units of a name. Default 1024. */
  readonly nameLength: number;
}

export const DEFAULT_LIMITS: Hdf5Limits = {
  fileSize: 2 ** 28,
  elements: 2 ** 25,
  objects: 50_000,
  depth: 64,
  nameLength: 1024,
};

/** The limits given, defaults for the others. Throws `OPTIONS_INVALID` for one that is no whole number from 1. */
export function limitsFrom(given: Partial<Hdf5Limits> = {}): Hdf5Limits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  for (const [name, limit] of Object.entries(limits)) {
    if (name in DEFAULT_LIMITS && Number.isSafeInteger(limit) && limit > 0) continue;
    throw new XylopipeError('OPTIONS_INVALID', `limits.${name} cannot be ${limit}`, {
      hint: `limits are whole numbers from 1: ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
    });
  }
  return limits;
}
