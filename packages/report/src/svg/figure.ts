import { escapeText } from './escape.js';
import { fitted, px, text } from './text.js';
import { THEMES, type Theme, type ThemeName } from './theme.js';

/** How a figure looks; every figure takes these. */
export interface FigureOptions {
  /** Pixels, at least 160. Default 720. */
  readonly width?: number | undefined;
  /** Pixels, at least 80. Default: what the figure needs. */
  readonly height?: number | undefined;
  /** Default `light`. */
  readonly theme?: ThemeName | undefined;
  /** Above the figure; an empty text leaves it out, where a caption tells. Default: what the figure shows. */
  readonly title?: string | undefined;
  /** Pixels, 6 to 40. Default 12. */
  readonly fontSize?: number | undefined;
}

/** A sheet to draw on, in pixels; (0, 0) is its upper left corner. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Where what belongs to the title ends. */
  readonly top: number;
  readonly fontSize: number;
  readonly theme: Theme;
  readonly title: string;
}

/** A sheet for a figure that calls itself `title` and needs `height` pixels below it, where the options do not say otherwise. */
export function sheetFor(options: FigureOptions, title: string, height: (fontSize: number) => number): Sheet {
  const fontSize = between(options.fontSize, 6, 40, 12);
  const shown = options.title ?? title;
  const top = shown === '' ? fontSize * 0.6 : fontSize * 2.2;
  return {
    width: between(options.width, 160, 20_000, 720),
    height: between(options.height, 80, 20_000, top + height(fontSize)),
    top,
    fontSize,
    theme: THEMES[options.theme ?? 'light'] ?? THEMES.light,
    title: shown,
  };
}

/** A whole SVG file. `description` says in words what the marks show, for those who do not see them. */
export function drawn(
  { width, height, fontSize, theme, title }: Sheet,
  description: string,
  marks: readonly string[],
): string {
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`;
  const font = `font-family="system-ui, 'Helvetica Neue', Arial, sans-serif" font-size="${px(fontSize)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size} ${font} fill="${theme.ink}">`,
    `<title>${escapeText(title === '' ? description : title)}</title>`,
    `<desc>${escapeText(description)}</desc>`,
    theme.paper === 'none' ? '' : `<rect width="100%" height="100%" fill="${theme.paper}"/>`,
    title === ''
      ? ''
      : `<text x="${px(fontSize)}" y="${px(fontSize * 1.5)}" font-weight="600">${escapeText(fitted(title, width - 2 * fontSize, fontSize * 1.05))}</text>`,
    ...marks,
    '</svg>\n',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** A figure of which there is nothing to show, saying why. */
export function blank(sheet: Sheet, reason: string): string {
  const { width, height, top, fontSize, theme } = sheet;
  const middle = { x: width / 2, y: (top + height) / 2 };
  return drawn(sheet, reason, [
    `<rect x="${px(fontSize)}" y="${px(top)}" width="${px(width - 2 * fontSize)}" height="${px(Math.max(0, height - top - fontSize))}" fill="none" stroke="${theme.muted}" stroke-dasharray="3 4"/>`,
    text(middle.x, middle.y, fitted(reason, width - 4 * fontSize, fontSize), { anchor: 'middle', fill: theme.muted }),
  ]);
}

const between = (value: number | undefined, low: number, high: number, otherwise: number): number =>
  value === undefined || !Number.isFinite(value) ? otherwise : Math.min(high, Math.max(low, value));
