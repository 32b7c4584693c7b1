import { isPlain } from '../issues/reason.js';

/** What a value of a declaration must be. */
export interface Kind {
  /** Finishes the sentence "give ...". */
  readonly limit: string;
  is(value: unknown): boolean;
  /** Default: that sentence. */
  readonly hint?: string;
  /** Whether it can be left out. Default `false`. */
  readonly optional?: boolean;
}

/** The id of a chip: a key, a part of the names of packages and files, typed on command lines. */
export const CHIP_ID: Kind = {
  limit: 'lower-case letters, digits and single dashes, a letter first',
  is: (value) => typeof value === 'string' && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value),
  hint: 'name it as the chip is named, e.g. "syns61201"',
};

/** A text with something in it: it stands in tables and on terminals. */
export const TEXT: Kind = {
  limit: 'a text of one line, without control characters',
  is: (value) => typeof value === 'string' && value.trim() !== '' && isPlain(value),
};

/** A list, of whatever. */
export const LIST: Kind = { limit: 'a list', is: Array.isArray };

/** Yes or no. */
export const FLAG: Kind = { limit: 'true or false', is: (value) => typeof value === 'boolean' };

/** One of some names. */
export const oneOf = (names: readonly string[]): Kind => ({
  limit: `one of ${names.join(', ')}`,
  is: (value) => names.includes(value as string),
});
