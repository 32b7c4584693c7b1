/** Delays in whole timesteps; the nearest, where a delay lies between two. */
export const delaySteps = (delay: ArrayLike<number>, dt: number): readonly number[] =>
  Array.from(delay, (seconds) => Math.round(seconds / dt));

/** The past of some channels, of which each comes out as many timesteps later as its delay has. */
export interface DelayLine {
  /** What goes in at this timestep. */
  write(x: Float64Array): void;
  /** What comes out at this timestep; needs no `write` before where no delay is 0. */
  read(y: Float64Array): void;
  /** Goes on to the next timestep. */
  advance(): void;
}

/** A past of zeros. */
export function delayLine(delay: ArrayLike<number>, dt: number): DelayLine {
  const steps = delaySteps(delay, dt);
  const n = steps.length;
  const slots = steps.reduce((a, b) => Math.max(a, b), 0) + 1;
  const past = new Float64Array(slots * n);
  let now = 0;
  return {
    write: (x) => past.set(x, now * n),
    read: (y) => {
      for (let i = 0; i < n; i++) y[i] = past[((now - steps[i] + slots) % slots) * n + i];
    },
    advance: () => {
      now = (now + 1) % slots;
    },
  };
}
