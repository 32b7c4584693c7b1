import { describe, expect, it } from 'vitest';
import { codeBlocksIn } from './code-blocks.js';

describe('codeBlocksIn', () => {
  it('finds language, title, line and code', () => {
    const markdown = '# A\n\n```ts title="src/a.ts"\nconst a = 1;\n\n```\n\ntext\n\n```\nplain\n```\n';
    expect(codeBlocksIn(markdown)).toEqual([
      { language: 'ts', title: 'src/a.ts', excerpt: false, line: 4, code: 'const a = 1;\n\n' },
      { language: '', title: undefined, excerpt: false, line: 11, code: 'plain\n' },
    ]);
  });

  it('tells excerpts', () => {
    expect(codeBlocksIn('```ts excerpt\n...\n```')[0]).toMatchObject({ language: 'ts', excerpt: true });
  });

  it('ends a block only with its own fence or a longer one, so that blocks can be shown in blocks', () => {
    expect(codeBlocksIn('````md\n```ts\n1\n```\n````\n').map(({ code }) => code)).toEqual(['```ts\n1\n```\n']);
    expect(codeBlocksIn('~~~\n```\n~~~~\n').map(({ code }) => code)).toEqual(['```\n']);
  });

  it('takes the indentation of a list away', () => {
    expect(codeBlocksIn('1. do\n\n   ```ts\n   if (a) {\n     b;\n   }\n\n   ```\n')[0]?.code).toBe(
      'if (a) {\n  b;\n}\n\n',
    );
  });

  it('is not misled by code in a line', () => {
    expect(codeBlocksIn('```code``` in a line\nand `one`\n')).toEqual([]);
    expect(codeBlocksIn('')).toEqual([]);
  });

  it('refuses a block without an end, and labels that it does not know', () => {
    expect(() => codeBlocksIn('a\n```ts\nb\n')).toThrow('line 2: this block of code has no end');
    expect(() => codeBlocksIn('```ts title=a.ts\n```')).toThrow('line 1: labels are');
    expect(() => codeBlocksIn('```ts exerpt\n```')).toThrow('line 1: labels are');
  });
});
