import { SIGNAL_NAMES } from '../artifacts/evolution.js';

/**
 * What an object says for each signal, inherited properties included, and for names of its own that are no signals.
 * Every property is read once.
 */
export const signalEntries = (object: object): readonly (readonly [name: string, value: unknown])[] =>
  Array.from(new Set([...Object.keys(object), ...SIGNAL_NAMES]), (name) => [
    name,
    (object as Readonly<Record<string, unknown>>)[name],
  ]);
