/** Room at the right of plots, CSS pixels: the last label of the time axis needs it. */
export const RIGHT = 14;

/** Room at the left of plots `width` CSS pixels wide, for names of layers and ids; the same for all, so that time lines up. */
export const leftMargin = (width: number): number => (width < 600 ? 76 : 132);
