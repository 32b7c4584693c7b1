import { type PathLike, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Checked, type Issue, reasonOf, throwIfAborted } from '@xylopipe/core';
import { resolve as resolveSpecifier } from 'import-meta-resolve';
import { within } from './within.js';

/** How a module is imported. */
export interface ImportOptions {
  /** Folder that paths and names of packages are seen from. */
  readonly from: string;
  /** Milliseconds until it must have been imported. */
  readonly timeLimit: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports an ES module that the user names: its exports, or `undefined` with the issue that says why. Throws `ABORTED`; what
 * the module has begun goes on, as nothing can end that.
 */
export async function importModule(
  module: string,
  { from, timeLimit, signal }: ImportOptions,
): Promise<Checked<object | undefined>> {
  let url: string;
  try {
    url = locate(module, from);
  } catch (error) {
    return notFound(module, from, error);
  }
  if (new URL(url).pathname.endsWith('.json')) {
    return failed('PLUGIN_MODULE_FAILED', module, 'it is JSON, which is data', 'a plugin is code: name an ES module');
  }
  try {
    const exports = (await within(import(url), timeLimit, signal)) as unknown;
    // A module that exports `then` is taken for a promise.
    if (typeof exports !== 'object' || exports === null)
      throw new TypeError('it has another export "then" than promises');
    return { value: exports, issues: [] };
  } catch (error) {
    throwIfAborted(signal, module);
    return failed('PLUGIN_MODULE_FAILED', module, `it cannot be imported: ${reasonOf(error)}`, hintOn(error));
  }
}

/** The URL of a module. Throws if there is none. */
function locate(module: string, from: string): string {
  const url = resolveSpecifier(specifierOf(module, from), pathToFileURL(join(from, '/')).href);
  // The resolver leaves this to whoever imports.
  if (url.startsWith('file:') && !isFile(new URL(url))) throw new Error(`there is no file ${fileURLToPath(url)}`);
  return url;
}

/** Node takes `chip.js` for a package; users who have such a file do not. */
function specifierOf(module: string, from: string): string {
  const isPath = isAbsolute(module) || /^\.\.?(\/|\\|$)/.test(module) || isFile(resolve(from, module));
  return isPath ? pathToFileURL(resolve(from, module)).href : module;
}

const isFile = (path: PathLike): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
const isFolder = (path: PathLike): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function notFound(module: string, from: string, error: unknown): Checked<undefined> {
  if (module !== '' && isFolder(resolve(from, module))) {
    const hint = `name the module in it, e.g. ${join(module, 'index.js')}`;
    return failed('PLUGIN_MODULE_NOT_FOUND', module, 'there is no such module: it is a folder', hint);
  }
  const hint = 'give a path that begins with ./ or a package that is installed where the command runs';
  return failed('PLUGIN_MODULE_NOT_FOUND', module, `there is no such module: ${reasonOf(error)}`, hint);
}

function hintOn(error: unknown): string {
  return codeOf(error) === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'TypeScript needs a runtime that loads it, such as tsx: give the compiled module'
    : 'see that it can be imported by itself';
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function failed(code: string, module: string, message: string, hint: string): Checked<undefined> {
  const issue: Issue = { code, severity: 'error', at: [module], message, hint };
  return { value: undefined, issues: [issue] };
}
