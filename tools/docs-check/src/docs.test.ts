import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocksIn } from './code-blocks.js';
import { docErrorsIn } from './doc-errors.js';
import { markdownFiles } from './markdown-files.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const slow = 60_000;

describe('the documents of the workspace', () => {
  const documents = markdownFiles(root);

  it('are found, with their code', () => {
    const withCode = [...documents].filter(([, text]) => codeBlocksIn(text).some(({ language }) => language === 'ts'));
    expect(withCode.map(([path]) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/estimates.md', 'docs/simulator.md']),
    );
  });

  it('show TypeScript that compiles', { timeout: slow }, () => {
    expect(docErrorsIn(root, documents)).toEqual([]);
  });
});
