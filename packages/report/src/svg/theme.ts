/** Colours of a figure. */
export interface Theme {
  /** Background; `none` leaves that of the page. */
  readonly paper: string;
  /** Text and marks. */
  readonly ink: string;
  /** What frames and explains. */
  readonly muted: string;
  /** Areas behind marks. */
  readonly shade: string;
  /** Of things that are told apart, in this order. */
  readonly series: readonly string[];
}

export const THEME_NAMES = ['light', 'dark', 'page'] as const;
/** `page` takes ink and paper of the HTML page that the figure stands in. */
export type ThemeName = (typeof THEME_NAMES)[number];

// Okabe and Ito, "Color Universal Design", 2008; yellow is left out, which is too light on paper.
const [BLUE, VERMILION, ORANGE, SKY] = ['#0072b2', '#d55e00', '#e69f00', '#56b4e9'];

/** The colours of each theme: they stay apart for most kinds of colour vision; on paper and shade, series have a contrast of 3:1, text one of 4.5:1. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    paper: '#ffffff',
    ink: '#1b1f24',
    muted: '#5f6770',
    shade: '#eef0f3',
    series: [BLUE, VERMILION, '#008a64', '#a8528a'],
  },
  dark: {
    paper: '#14171b',
    ink: '#e8eaed',
    muted: '#a0a7b0',
    shade: '#262b32',
    series: [SKY, ORANGE, '#2fbf95', '#cc79a7'],
  },
  page: {
    paper: 'none',
    ink: 'currentColor',
    // No grey can be read on white and on black: it is a shade of the page's ink.
    muted: 'color-mix(in srgb, currentColor 70%, transparent)',
    shade: '#8a929c22',
    // As light as dark: they have to stand on both papers.
    series: ['#2a86c4', VERMILION, '#008f68', '#b8639a'],
  },
};
