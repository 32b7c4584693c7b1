/** Numbers in SVG paths: a hundredth of a pixel is enough. */
export const px = (x: number): string => String(Math.round(x * 100) / 100);

/** Text that may contain anything, for SVG and HTML. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A plot's frame: where the data goes, in pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const FRAME: Frame = { left: 64, top: 28, width: 640, height: 180 };

/** A whole figure: title, axes with their largest values, and the marks drawn into `frame`. */
export function figure(
  title: string,
  xLabel: string,
  yLabel: string,
  yRange: readonly [string, string],
  xMax: number,
  marks: string,
): string {
  const { left, top, width, height } = FRAME;
  const [right, bottom] = [left + width, top + height];
  const label = (x: number, y: number, text: string, extra = ''): string =>
    `<text x="${x}" y="${y}" ${extra}>${escapeText(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right + 16} ${bottom + 36}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    label(left, 18, title, 'font-weight="600"'),
    `<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="#888"/>`,
    label(left - 6, bottom, yRange[0], 'text-anchor="end"'),
    label(left - 6, top + 10, yRange[1], 'text-anchor="end"'),
    label(left, bottom + 16, '0'),
    label(right, bottom + 16, String(xMax), 'text-anchor="end"'),
    label(left + width / 2, bottom + 28, xLabel, 'text-anchor="middle"'),
    `<text transform="translate(14 ${top + height / 2}) rotate(-90)" text-anchor="middle">${escapeText(yLabel)}</text>`,
    marks,
    '</svg>',
  ].join('\n');
}
