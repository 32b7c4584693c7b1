/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The strongest there is; even, so that there is a middle. */
export const STRENGTHS = 64;

/** Opacity of the faintest marks: less would not stand out from what is behind them (a contrast of 3:1). */
const FAINTEST = 0.8;

/** How much of the strongest marks is ink. */
const MOST_INK = 0.5;

/** Pixels of a colour from the faintest over the plain colour in the middle to the strongest, which tend to ink. */
export function shadesOf(colour: Rgb, ink: Rgb): Uint32Array {
  return Uint32Array.from({ length: STRENGTHS + 1 }, (_, strength) => {
    const place = (2 * strength) / STRENGTHS;
    const opacity = FAINTEST + (1 - FAINTEST) * Math.min(1, place);
    const share = MOST_INK * Math.max(0, place - 1);
    const [red, green, blue] = colour.map((part, i) => Math.round(part + share * ((ink[i] as number) - part)));
    return ((Math.round(opacity * 255) << 24) | (Number(blue) << 16) | (Number(green) << 8) | Number(red)) >>> 0;
  });
}
