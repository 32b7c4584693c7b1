/** A fenced block of code in a Markdown file. */
export interface CodeBlock {
  /** The first word behind the fence, e.g. `ts`; empty where there is none. */
  readonly language: string;
  /** The file that the block is the content of: `title="src/limits.ts"` behind the language. */
  readonly title?: string | undefined;
  /** Whether the block is a piece of something, as `excerpt` behind the language says, and does not stand alone. */
  readonly excerpt: boolean;
  /** Line of the file that the first line of the code is on, from 1. */
  readonly line: number;
  /** The code, with a line break at its end. */
  readonly code: string;
}

/**
 * The fenced blocks of a Markdown text, from top to bottom.
 * @throws Error if a fence stays open, or if what is behind the language is neither `title="..."` nor `excerpt`.
 */
export function codeBlocksIn(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, indent = '', fence, info = ''] = FENCE.exec(lines[i] as string) ?? [];
    if (fence === undefined) continue;
    const first = i + 1;
    const end = lines.findIndex((line, n) => n >= first && closes(line, fence));
    if (end < 0) throw new Error(`line ${i + 1}: this block of code has no end`);
    const code = lines.slice(first, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ ...labelsIn(info.trim(), i + 1), line: first + 1, code: code.map((line) => `${line}\n`).join('') });
    i = end;
  }
  return blocks;
}

/** Indentation, fence, and what is behind it. A line of inline code has a backtick behind it as well. */
const FENCE = /^( *)(`{3,}|~{3,})([^`]*)$/;

const closes = (line: string, fence: string): boolean => {
  const text = line.trim();
  return text.length >= fence.length && text === (fence[0] as string).repeat(text.length);
};

const INFO = /^(?<language>\S*)(?: title="(?<title>[^"]+)")?(?<excerpt> excerpt)?$/;

function labelsIn(info: string, line: number): Pick<CodeBlock, 'language' | 'title' | 'excerpt'> {
  const { language = '', title, excerpt } = INFO.exec(info)?.groups ?? {};
  if (info !== '' && language === '') throw new Error(`line ${line}: labels are title="..." or excerpt, not ${info}`);
  return { language, title, excerpt: excerpt !== undefined };
}
