import { type Issue, type IssuePath, numberList, numberRows, parseJson } from '@xylopipe/core';
import { z } from 'zod';
import { attempt } from '../attempt.js';

const vector = z.union([z.number(), numberList()]);
const perSynapse = z.union([z.number(), numberRows()]);

const linear = z.strictObject({ weight: numberRows(), bias: numberList().nullish() });

/** `learning_window` and `spike_generation_fn` matter in training only. */
const lif = z.strictObject({
  tau_mem: vector.nullish(),
  tau_syn: perSynapse.nullish(),
  threshold: vector,
  bias: vector.nullish(),
  dt: z.number(),
  _has_rec: z.boolean().nullish(),
  w_rec: numberRows().nullish(),
  max_spikes_per_dt: z.number().positive().nullish(),
  leak_mode: z.enum(['taus', 'bitshifts', 'decays']).nullish(),
  dash_mem: vector.nullish(),
  dash_syn: perSynapse.nullish(),
  alpha: vector.nullish(),
  beta: perSynapse.nullish(),
  noise_std: z.number().nullish(),
  learning_window: z.number().nullish(),
  spike_generation_fn: z.null().optional(),
});

const expSyn = z.strictObject({ tau: vector, dt: z.number(), noise_std: z.number().nullish() });

/** Parameters of each kind of module. */
export const LEAVES = { Linear: linear, LIF: lif, LIFBitshift: lif, ExpSyn: expSyn } as const;

/** Parameters of neurons. */
export type LifLeaves = z.output<typeof lif>;

/** Reads the parameters of a module, each a string of JSON or null. What is wrong is noted; then the result is `undefined`. */
export function readLeaves<S extends z.ZodType>(
  schema: S,
  module: Readonly<Record<string, unknown>>,
  at: IssuePath,
  issues: Issue[],
): z.output<S> | undefined {
  const before = issues.length;
  const values = Object.entries(module).map(([key, leaf]) => [key, readLeaf(leaf, [...at, key], issues)]);
  if (issues.length > before) return undefined;
  return attempt(at, issues, () => parseJson(schema, Object.fromEntries(values), 'ROCKPOOL_INVALID', 'module'));
}

function readLeaf(leaf: unknown, at: IssuePath, issues: Issue[]): unknown {
  if (leaf === null) return null;
  try {
    if (typeof leaf === 'string') return JSON.parse(leaf);
  } catch {
    // Reported below, like a leaf that is no string.
  }
  issues.push({
    code: 'INVALID_LEAF',
    severity: 'error',
    at,
    message: 'a parameter must be a string of JSON, or null',
    hint: 'save the network with the save method of its Rockpool module; NaN and Infinity are not JSON',
  });
  return undefined;
}
