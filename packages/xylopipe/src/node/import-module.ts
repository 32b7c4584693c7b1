import { type PathLike, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Checked, Issue } from '@xylopipe/core';
import { resolve as resolveSpecifier } from 'import-meta-resolve';

/** Imports an ES module that the user names, as seen from a folder: its exports, or `undefined` with the issue that says why. */
export async function importModule(module: string, from: string): Promise<Checked<object | undefined>> {
  let url: string;
  try {
    url = locate(module, from);
  } catch (error) {
    const hint = 'give a path that begins with ./ or a package that is installed where the command runs';
    return failed('PLUGIN_MODULE_NOT_FOUND', module, `there is no such module: ${reasonOf(error)}`, hint);
  }
  try {
    return { value: (await import(url)) as object, issues: [] };
  } catch (error) {
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

function hintOn(error: unknown): string {
  return (error as { readonly code?: unknown } | null)?.code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'TypeScript needs a runtime that loads it, such as tsx: give the compiled module'
    : 'see that it can be imported by itself';
}

function failed(code: string, module: string, message: string, hint: string): Checked<undefined> {
  const issue: Issue = { code, severity: 'error', at: [module], message, hint };
  return { value: undefined, issues: [issue] };
}

/** The first line: the rest of what Node says is advice on imports in code. */
const reasonOf = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message || error.name : String(error)).split('\n', 1);
  return line;
};
