/**
 * A document with new text in its sections. One lies between `<!-- begin name -->` and `<!-- end name -->`, each on a line of
 * its own; all else is kept as it is.
 * @throws Error unless the document has every section once, and no other.
 */
export function fillSections(document: string, sections: Readonly<Record<string, string>>): string {
  const found: string[] = [];
  const filled = document.replace(SECTION, (_, begin: string, name: string, end: string) => {
    found.push(name);
    return `${begin}\n${sections[name]?.trim() ?? ''}\n\n${end}`;
  });
  const wanted = Object.keys(sections);
  if (found.toSorted().join() === wanted.toSorted().join()) return filled;
  throw new Error(`the document has the sections ${found.join(', ') || 'none'}; wanted: ${wanted.join(', ')}`);
}

const SECTION = /(^<!-- begin ([\w-]+) -->\n)[\s\S]*?(^<!-- end \2 -->$)/gm;
