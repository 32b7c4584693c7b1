import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isXylopipeError, XylopipeError } from '@xylopipe/core';

/** A file of the user's, as it was read. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads a file. Throws `FILE_NOT_READABLE`. */
export async function readInput(path: string): Promise<InputFile> {
  try {
    return { path, bytes: await readFile(path) };
  } catch (cause) {
    throw new XylopipeError('FILE_NOT_READABLE', `cannot read: ${(cause as Error).message}`, {
      who: path,
      hint: 'check the path and its permissions',
      cause,
    });
  }
}

/** Makes something of a file; what is refused says which file it is. */
export const parseInput = <T>({ path, bytes }: InputFile, parse: (bytes: Uint8Array) => T): T =>
  ofFile(path, () => parse(bytes));

/** The same, where making it takes time. */
export async function parseInputAsync<T>(
  { path, bytes }: InputFile,
  parse: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  try {
    return await parse(bytes);
  } catch (error) {
    throw saidOf(path, error);
  }
}

/** The same of what was in a file. */
export function ofFile<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw saidOf(path, error);
  }
}

/** What was thrown, saying which file it is about. */
function saidOf(path: string, error: unknown): unknown {
  if (!isXylopipeError(error)) return error;
  const { code, issues, hint } = error;
  return new XylopipeError(code, messageOf(error), { who: path, issues, ...(hint && { hint }), cause: error });
}

/** SHA-256 in hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The bare message: without who, issues and hint, which are said anew. */
function messageOf({ message, who }: XylopipeError): string {
  const [first = ''] = message.split('\n', 1);
  return who !== undefined && first.startsWith(`${who}: `) ? first.slice(who.length + 2) : first;
}
