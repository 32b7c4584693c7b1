/** Leaves as Rockpool writes them: JSON in strings, but null as itself. */
export const leaves = (values: Record<string, unknown>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === null ? null : JSON.stringify(value)]),
  );

export const weights = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, k) => i - k / 8));

export const linear = (rows: number, columns: number): Record<string, string | null> =>
  leaves({ weight: weights(rows, columns) });

/** Neurons of one number for all, with what is different about them. */
export const lif = (changes: Record<string, unknown> = {}): Record<string, string | null> =>
  leaves({
    tau_mem: 0.05,
    tau_syn: 0.02,
    threshold: 1,
    bias: 0,
    dt: 0.01,
    max_spikes_per_dt: 31,
    leak_mode: 'taus',
    noise_std: 0,
    learning_window: 0.5,
    spike_generation_fn: null,
    ...changes,
  });
