import { appendFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { header, type Issue, isXylopipeError, type JsonValue, parseJson, XylopipeError } from '@xylopipe/core';
import type { Trial } from '@xylopipe/tune';
import { z } from 'zod';
import { quantizeOptionsSchema } from '../slice/recipe.js';

/** What makes one search another: digests and options, by name. */
export type SearchIdentity = Readonly<Record<string, string>>;

const headerSchema = z.strictObject({ ...header('xylopipe/tune-state', 1), search: z.record(z.string(), z.string()) });

const share = z.number().min(0).max(1);
const index = z.int().nonnegative();
const trialSchema = z.strictObject({
  index,
  recipe: quantizeOptionsSchema,
  score: z
    .strictObject({
      agreement: share,
      outputAgreement: share,
      accuracy: share.optional(),
      likelihood: share.optional(),
    })
    .nullable(),
  issues: z.array(
    z.looseObject({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      at: z.array(z.union([z.string(), z.number()])),
      message: z.string(),
    }),
  ),
  digest: z.string().optional(),
  sameAs: index.optional(),
});

/**
 * A search as a file that grows with it: JSON lines, the first of which says which search it is, the others a trial each. What
 * was being written when a process ended is dropped.
 */
export class TuneState {
  /** Those that were there already. */
  readonly trials: readonly Trial[];
  readonly #path: string;
  /** What the file does not have yet; it begins with the first trial. */
  #before: string;

  private constructor(path: string, trials: readonly Trial[], before: string) {
    this.#path = path;
    this.trials = trials;
    this.#before = before;
  }

  /**
   * Opens the state of a search, or begins one where there is no file.
   * @throws SEARCH_STATE_MISMATCH with all that differs if it is of another search, SEARCH_STATE_INVALID with the line that
   * is no trial, FILE_NOT_READABLE, OUTPUT_NOT_WRITABLE.
   */
  static async open(path: string, search: SearchIdentity): Promise<TuneState> {
    const text = await readIfThere(path);
    const end = text.lastIndexOf('\n') + 1;
    const [first, ...lines] = text.slice(0, end).split('\n').slice(0, -1);
    try {
      if (first === undefined) {
        if (text !== '' && !isTornHeader(text))
          throw invalid(path, 1, 'it does not begin as the state of a search does');
        await tryToWrite(path);
        return new TuneState(path, [], lineOf({ format: 'xylopipe/tune-state', version: 1, search }));
      }
      refuseOtherSearch(path, parseLine(path, 1, first, headerSchema).search, search);
      const trials = lines.map((line, i) => parseLine(path, i + 2, line, trialSchema) as Trial);
      await writeFile(path, text.slice(0, end));
      return new TuneState(path, trials, '');
    } catch (cause) {
      throw isXylopipeError(cause) ? cause : notWritable(path, cause);
    }
  }

  /** Adds a trial; it is in the file when this returns. Throws OUTPUT_NOT_WRITABLE. */
  add(trial: Trial): void {
    try {
      appendFileSync(this.#path, this.#before + lineOf(trial));
      this.#before = '';
    } catch (cause) {
      throw notWritable(this.#path, cause);
    }
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new XylopipeError('FILE_NOT_READABLE', `cannot read: ${(cause as Error).message}`, { who: path, cause });
  }
}

/** Leaves no file where there was none, and empties one that holds nothing of use. */
async function tryToWrite(path: string): Promise<void> {
  await writeFile(path, '');
  await rm(path);
}

/** All that a process wrote before it ended. */
const isTornHeader = (text: string): boolean => '{"format":"xylopipe/tune-state"'.startsWith(text.slice(0, 31));

function parseLine<T>(path: string, line: number, text: string, schema: z.ZodType<T>): T {
  try {
    return parseJson(schema, JSON.parse(text) as JsonValue, 'SEARCH_STATE_INVALID', 'state of a search');
  } catch (error) {
    const issues = isXylopipeError(error) ? error.issues : [];
    throw invalid(path, line, line === 1 ? 'this is no state of a search' : 'this is no trial', issues);
  }
}

function refuseOtherSearch(path: string, recorded: SearchIdentity, search: SearchIdentity): void {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(search)])];
  const different = names.filter((name) => recorded[name] !== search[name]);
  if (different.length === 0) return;
  throw new XylopipeError('SEARCH_STATE_MISMATCH', `it is of another search: ${different.join(', ')} differ`, {
    who: path,
    issues: different.map((name) => ({
      code: 'SEARCH_STATE_MISMATCH',
      severity: 'error',
      at: ['search', name],
      measured: recorded[name] ?? 'nothing',
      limit: search[name] ?? 'nothing',
      message: `the search that was interrupted had another ${name}`,
    })),
    hint: 'give what that search had, or the name of a new file',
  });
}

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

const invalid = (path: string, line: number, message: string, issues: readonly Issue[] = []): XylopipeError =>
  new XylopipeError('SEARCH_STATE_INVALID', `line ${line} is damaged: ${message}`, {
    who: path,
    issues,
    hint: 'remove the line and those behind it, or begin anew with another file',
  });

const notWritable = (path: string, cause: unknown): XylopipeError =>
  new XylopipeError('OUTPUT_NOT_WRITABLE', `cannot write: ${(cause as Error).message}`, {
    who: path,
    hint: 'choose another place with --resume',
    cause,
  });
