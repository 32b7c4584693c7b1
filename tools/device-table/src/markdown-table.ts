/** Rows of cells as a table of Markdown, the first row its heading. */
export function markdownTable([heading = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heading), `|${'---|'.repeat(heading.length)}`, ...rows.map(line)].join('\n');
}

/** What would end a cell, or be taken for markup. */
const escaped = (cell: string): string => cell.replace(/[|*_<>]/g, '\\$&').replaceAll('\n', ' ');
