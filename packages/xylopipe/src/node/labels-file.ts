import type { Issue } from '@xylopipe/core';
import type { InputFile } from './input-file.js';

const HEADER = 'file,label';

/** A name, which may hold commas, and what follows the last one: both in quotes or not, as spreadsheets write them. */
const LINE = /^\s*(?:"((?:[^"]|"")*)"|(.*?))\s*,\s*(?:"([^",]*)"|([^",]*?))\s*$/;

/** The two cells of a line; `undefined` where there are not two. */
function cellsOf(line: string): readonly [file: string, label: string] | undefined {
  const [found, quoted, bare, quotedLabel, bareLabel] = LINE.exec(line) ?? [];
  if (found === undefined) return undefined;
  return [quoted?.replaceAll('""', '"') ?? bare ?? '', (quotedLabel ?? bareLabel ?? '').trim()];
}

/** Which class each file is of, and what is wrong with the list. */
export interface Labels {
  readonly labels: ReadonlyMap<string, number>;
  /** Lines that say nothing, files that are not there or come twice, and files without a label: all errors. */
  readonly issues: readonly Issue[];
}

/**
 * Reads CSV with the header `file,label`; a label is a whole number from 0, and cells may be in quotes, with spaces around them.
 * `files` are those that need one. Of each file the first thing that is wrong is told.
 */
export function labelsIn({ path, bytes }: InputFile, files: readonly string[]): Labels {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const issues: Issue[] = [];
  const complain = (code: string, at: Issue['at'], message: string, hint: string): void => {
    issues.push({ code, severity: 'error', at, message, hint });
  };
  if (cellsOf(lines[0] ?? '')?.join() !== HEADER) {
    complain('LABELS_HEADER', [path, 1], 'the first line is no header', `begin the file with ${HEADER}`);
    return { labels: new Map(), issues };
  }
  const labels = new Map<string, number>();
  const there = new Set(files);
  const named = new Set<string>();
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const [file, label] = cellsOf(line) ?? ['', ''];
    const at = [path, i + 2];
    if (file === '' || !/^\d+$/.test(label))
      complain('LABELS_LINE', at, `no file and label: ${line}`, 'write the name of a file, a comma and a whole number');
    else if (!there.has(file))
      complain('LABEL_WITHOUT_FILE', at, `there is no raster ${file}`, 'remove the line, or add the file');
    else if (labels.has(file)) complain('LABEL_REPEATED', at, `${file} has a label already`, 'keep one line');
    else labels.set(file, Number(label));
    named.add(file);
  });
  for (const file of files) {
    if (!named.has(file))
      complain('FILE_WITHOUT_LABEL', [file], `${file} has no label`, `add a line for it to ${path}`);
  }
  return { labels, issues };
}
