/** Nearest number of 16 bits, signed. */
export const saturate = (x: number): number => Math.min(32767, Math.max(-32768, x));

/** The low 16 bits, signed. */
export const wrap = (x: number): number => (x << 16) >> 16;

/** What decays of `x` in a timestep: at least 1 of what is above 0. Below 0 the shift never comes to 0. */
export const leak = (x: number, dash: number): number => (x > 0 && x >> dash === 0 ? 1 : x >> dash);
