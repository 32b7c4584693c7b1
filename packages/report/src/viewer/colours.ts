import type { Rgb } from './raster/shades.js';

/** Colours of the page as an element sees them: the theme's CSS custom properties are the one place where they are. */
export class Colours {
  readonly #style: CSSStyleDeclaration;

  constructor(element: Element) {
    this.#style = getComputedStyle(element);
  }

  /** A colour of the theme as CSS text, e.g. `ink` for `--xp-ink`. */
  css(name: string): string {
    return this.#style.getPropertyValue(`--xp-${name}`).trim() || '#888888';
  }

  /** A colour of the theme by its parts; all are written `#rrggbb`. */
  rgb(name: string): Rgb {
    const number = Number.parseInt(this.css(name).slice(1), 16);
    return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
  }

  /** The font of the page, `size` CSS pixels large. */
  font(size: number): string {
    return `${size}px ${this.#style.fontFamily}`;
  }
}
