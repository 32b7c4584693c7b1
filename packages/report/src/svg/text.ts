import { readable } from '../numbers.js';
import { escapeText } from './escape.js';

/** A number for readers, in words where it is none. */
export const numeral = (value: number): string => (Number.isNaN(value) ? 'no number' : readable(value));

/** Numbers in SVG: a hundredth of a pixel is enough. */
export const px = (x: number): number => Math.round(x * 100) / 100;

export interface TextStyle {
  readonly anchor?: 'middle' | 'end' | undefined;
  readonly fill?: string | undefined;
  readonly size?: number | undefined;
  readonly bold?: boolean | undefined;
  /** Degrees clockwise around the point. */
  readonly turned?: number | undefined;
}

/** One line of text; `y` is its baseline. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { anchor, fill, size, bold, turned } = style;
  const place = turned ? `transform="translate(${px(x)} ${px(y)}) rotate(${turned})"` : `x="${px(x)}" y="${px(y)}"`;
  const extra = [
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
    fill === undefined ? '' : ` fill="${fill}"`,
    size === undefined ? '' : ` font-size="${px(size)}"`,
    bold ? ' font-weight="600"' : '',
  ].join('');
  return `<text ${place}${extra}>${escapeText(content)}</text>`;
}

/** Width that a text takes, about: nobody measures fonts here. */
export function textWidth(content: string, fontSize: number): number {
  let width = 0;
  for (const character of content) width += widthOf(character);
  return width * fontSize;
}

/** A text that takes at most `width`, shortened with an ellipsis where it is longer. */
export function fitted(content: string, width: number, fontSize: number): string {
  let taken = 0;
  let kept = '';
  let shortened = '';
  for (const character of content) {
    taken += widthOf(character);
    if (taken * fontSize > width) return shortened;
    kept += character;
    if ((taken + widthOf('…')) * fontSize <= width) shortened = `${kept}…`;
  }
  return kept;
}

/** A text in at most two lines of `width`, broken at a space where there is one; shortened where it is longer. */
export function wrapped(content: string, width: number, fontSize: number): readonly string[] {
  if (textWidth(content, fontSize) <= width) return [content];
  let first = '';
  let at = 0;
  for (const word of content.split(' ')) {
    const longer = first === '' ? word : `${first} ${word}`;
    if (textWidth(longer, fontSize) > width) break;
    first = longer;
    at = longer.length + 1;
  }
  if (at === 0) return [fitted(content, width, fontSize)];
  return [first, fitted(content.slice(at), width, fontSize)];
}

/** Parts of the font size, of a sans serif; wide scripts count double. */
const widthOf = (character: string): number => (WIDE.test(character) ? 1.05 : 0.56);

/** Hangul, kana, Chinese characters, pictures. */
const WIDE = /[\u1100-\u1fff\u2e80-\uffff]|[^\0-\uffff]/u;
