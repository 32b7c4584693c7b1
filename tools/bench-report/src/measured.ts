/** How large a run is. */
export interface Size {
  readonly neurons: number;
  readonly steps: number;
  readonly spikes: number;
}

/** Milliseconds from the model to the picture. */
export interface Measured {
  /** One run, the best of some. */
  readonly first: number;
  /** With a second run laid over it. */
  readonly overlaid: number;
  /** One step of zoom, from its frame until the picture is drawn, the median; a screen's frame of 16 ms included. */
  readonly zoom: number;
  /** One step of panning the whole page, two runs and the states of eight neurons, likewise; median and 95th percentile. */
  readonly pan: readonly [median: number, p95: number];
}
