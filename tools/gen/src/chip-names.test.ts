import { describe, expect, it } from 'vitest';
import { chipNames, renamed, TEMPLATE } from './chip-names.js';

const code = (value: string) => expect.objectContaining({ code: value });

describe('chipNames', () => {
  it('makes an identifier and a label of the id', () => {
    expect(chipNames('heron')).toEqual({ id: 'heron', label: 'Heron', identifier: 'heron' });
    expect(chipNames('heron-2-xl')).toEqual({ id: 'heron-2-xl', label: 'Heron 2 Xl', identifier: 'heron2Xl' });
    expect(chipNames('heron', 'HERON 2.0').label).toBe('HERON 2.0');
  });

  it.each(['class', 'default', 'type', 'limits'])('refuses %s, which means something else in code', (id) => {
    expect(() => chipNames(id)).toThrow(code('CHIP_NAME_INVALID'));
    expect(chipNames(`${id}-1`).identifier).toBe(`${id}1`);
  });

  it('refuses an id that would not fit into a line', () => {
    expect(chipNames('h'.repeat(40)).id).toHaveLength(40);
    expect(() => chipNames('h'.repeat(41))).toThrow(code('CHIP_NAME_INVALID'));
  });

  it.each(['', ' x', 'x ', "it's", 'a`b', 'a\nb', '*/', '"', '\\', 'x'.repeat(41)])('refuses the label %j', (label) => {
    expect(() => chipNames('heron', label)).toThrow(code('CHIP_NAME_INVALID'));
  });

  it.each(['X', '7', 'Xylo Audio 4', 'Zürich 1.0', 'x'.repeat(40), 'A+'])('takes the label %j', (label) => {
    expect(chipNames('heron', label).label).toBe(label);
  });
});

describe('renamed', () => {
  it('puts other names into a text, each where its like was', () => {
    const text = `${TEMPLATE.label} is ${TEMPLATE.id}, ${TEMPLATE.identifier} in code; ${TEMPLATE.id}!`;
    expect(renamed(text, chipNames('grey-heron'))).toBe('Grey Heron is grey-heron, greyHeron in code; grey-heron!');
  });

  it('leaves new names alone that look like those of the template', () => {
    expect(renamed('my-chip myChip', chipNames('my-chip-2', 'My Chip myChip'))).toBe('my-chip-2 myChip2');
  });
});
