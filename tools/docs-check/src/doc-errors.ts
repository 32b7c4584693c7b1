import { join } from 'node:path';
import { codeBlocksIn } from './code-blocks.js';
import { compileErrorsIn } from './compile-errors.js';

/**
 * What is wrong with the TypeScript in some Markdown files, as `docs/simulator.md:17: ...`; excerpts are left alone. Each
 * block is a module of its own. One with a title is that file, which the other blocks of its document can import.
 * @param documents - Texts by path from the root of the workspace.
 */
export function docErrorsIn(root: string, documents: ReadonlyMap<string, string>): readonly string[] {
  const texts = new Map<string, string>();
  const origins = new Map<string, { readonly path: string; readonly line: number }>();
  const errors: string[] = [];
  for (const [path, markdown] of documents) {
    for (const { title, line, code } of typescriptIn(markdown)) {
      // Among what `xylopipe` depends on, as the program of a user is.
      const file = join(root, 'packages/xylopipe', path, title ?? `${line}.ts`);
      if (texts.has(file)) errors.push(`${path}:${line}: ${title} is there twice`);
      texts.set(file, code);
      origins.set(file, { path, line });
    }
  }
  for (const { file, line, message } of compileErrorsIn({ root, files: [...texts.keys()], texts, options })) {
    const origin = origins.get(file ?? '');
    errors.push(`${origin === undefined ? `${file}:${line}` : `${origin.path}:${origin.line + line - 1}`}: ${message}`);
  }
  return errors;
}

const typescriptIn = (markdown: string) =>
  codeBlocksIn(markdown).filter(({ language, excerpt }) => TYPESCRIPT.has(language) && !excerpt);

const TYPESCRIPT = new Set(['ts', 'typescript']);

/** An example shows what there is, without using all of it. */
const options = { noUnusedLocals: false };
