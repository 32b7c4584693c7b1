import { describe, expect, it } from 'vitest';
import { fillSections } from './fill-sections.js';

const document = `# Title

<!-- begin one -->
old
<!-- end one -->

Prose with $1 and $&.

<!-- begin two -->

<!-- end two -->
`;

describe('fillSections', () => {
  it('puts new text in place of the old, and leaves the rest', () => {
    const filled = fillSections(document, { one: 'new $& text\n', two: '| a |' });
    expect(filled).toBe(`# Title

<!-- begin one -->

new $& text

<!-- end one -->

Prose with $1 and $&.

<!-- begin two -->

| a |

<!-- end two -->
`);
  });

  it('changes nothing the second time', () => {
    const sections = { one: 'a', two: 'b\n\nc' };
    const once = fillSections(document, sections);
    expect(fillSections(once, sections)).toBe(once);
  });

  it.each([
    ['a section that the document has not', document, { one: '', two: '', three: '' }],
    ['a section of the document that nobody fills', document, { one: '' }],
    ['a section that does not end', document.replace('<!-- end two -->', ''), { one: '', two: '' }],
    ['a section that is there twice', document + document, { one: '', two: '' }],
    ['a document without sections', 'text', { one: '' }],
  ])('refuses %s', (_, text, sections) => {
    expect(() => fillSections(text, sections)).toThrow(/^the document has the sections .*; wanted: one/);
  });
});
