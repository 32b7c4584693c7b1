import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { docErrorsIn } from './doc-errors.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** One program for all cases: it is the start of TypeScript that takes time. */
const documents = new Map([
  ['wrong.md', '# Wrong\n\n```ts\nexport const one = 1;\nexport const two: string = 2;\n```\n'],
  ['syntax.md', 'text\n```ts\nconst = 1;\n```\n'],
  ['unknown.md', "```ts\nimport { no } from '@xylopipe/core';\nimport '@xylopipe/nobody';\n```\n"],
  ['excerpt.md', '```ts excerpt\nthis is not TypeScript\n```\n```sh\nneither is this\n```\n'],
  ['unused.md', "```ts\nimport { Raster } from 'xylopipe';\nconst raster = Raster.zeros;\n```\n"],
  ['scope.md', '```ts\nconst a = 1;\n```\n```ts\nconst a = 2;\n```\n```ts\nconsole.log(a);\n```\n'],
  [
    'files.md',
    '```ts title="src/a.ts"\nexport const a = 1;\n```\n```ts title="src/b.ts"\nimport { a, b } from \'./a.js\';\nconsole.log(a, b);\n```\n',
  ],
  ['twice.md', '```ts title="a.ts"\nexport {};\n```\n```ts title="a.ts"\nexport {};\n```\n'],
]);
const errors = docErrorsIn(root, documents);
const errorsOf = (path: string): readonly string[] => errors.filter((error) => error.startsWith(`${path}:`));

it('names the line of the document', () => {
  expect(errorsOf('wrong.md')).toEqual(["wrong.md:5: Type 'number' is not assignable to type 'string'."]);
  expect(errorsOf('syntax.md')[0]).toMatch(/^syntax\.md:3: /);
});

it('knows what the packages export', () => {
  expect(errorsOf('unknown.md')).toEqual([
    expect.stringContaining("unknown.md:2: Module '\"@xylopipe/core\"' has no exported member 'no'"),
    expect.stringContaining('unknown.md:3: Cannot find module'),
  ]);
});

it('leaves excerpts and other languages alone, and what an example does not use', () => {
  expect([...errorsOf('excerpt.md'), ...errorsOf('unused.md')]).toEqual([]);
});

it('takes each block as a module of its own', () => {
  expect(errorsOf('scope.md')).toEqual([expect.stringContaining("scope.md:8: Cannot find name 'a'")]);
});

it('takes blocks with a title as files, each once', () => {
  expect(errorsOf('files.md')).toEqual([expect.stringMatching(/^files\.md:5: .*no exported member 'b'/)]);
  expect(errorsOf('twice.md')).toEqual(['twice.md:5: a.ts is there twice']);
});
