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
const [BLUE, VERMILION, GREEN, PURPLE, SKY] = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9'];

/** The colours of each theme: they stay apart for most kinds of colour vision, and keep a contrast of 3:1 to the paper. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    paper: '#ffffff',
    ink: '#1b1f24',
    muted: '#5f6770',
    shade: '#eef0f3',
    series: [BLUE, VERMILION, GREEN, '#a8528a'],
  },
  dark: {
    paper: '#14171b',
    ink: '#e8eaed',
    muted: '#a0a7b0',
    shade: '#262b32',
    series: [SKY, '#e69f00', GREEN, PURPLE],
  },
  page: {
    paper: 'none',
    ink: 'currentColor',
    muted: '#7a828c',
    shade: '#8a929c33',
    // A lighter blue: it has to stand on dark paper too.
    series: ['#2f8ecb', VERMILION, GREEN, PURPLE],
  },
};
