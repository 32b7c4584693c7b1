import { type Issue, type IssuePath, numberList, numberRows, parseJson } from '@xylopipe/core';
import { z } from 'zod';
import { attempt } from '../attempt.js';
import { ignored, invalidModule, missingParameter, notFinite, unknownParameter } from './differences.js';
import { isRecord } from './is-record.js';
import { nearMisses } from './near-misses.js';

const vector = z.union([z.number(), numberList()]);
const perSynapse = z.union([z.number(), numberRows()]);
const state = z.unknown().optional();

const linear = z.object({ weight: numberRows(), bias: numberList().nullish() });

/** `learning_window` and `spike_generation_fn` matter in training only. */
const lif = z.object({
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
  vmem: state,
  isyn: state,
  spikes: state,
});

const expSyn = z.object({ tau: vector, dt: z.number(), noise_std: z.number().nullish(), isyn: state });

/** Parameters of each kind of module. */
export const LEAVES = { Linear: linear, LIF: lif, ExpSyn: expSyn } as const;

/** Parameters of neurons. */
export type LifLeaves = z.output<typeof lif>;

/** How the decay of neurons is given. */
const DECAYS = {
  taus: ['tau_mem', 'tau_syn'],
  bitshifts: ['dash_mem', 'dash_syn'],
  decays: ['alpha', 'beta'],
} as const;

/** Parameters that neurons must have because of others. */
export const neededByLif = ({ leak_mode, _has_rec }: Partial<LifLeaves>): readonly (keyof LifLeaves)[] => [
  ...DECAYS[leak_mode ?? 'taus'],
  ...(_has_rec ? (['w_rec'] as const) : []),
];

/**
 * Reads the parameters of a module, each a string of JSON or null. What is wrong with any of them is noted; then the result
 * is `undefined`. Warns of what a network tree cannot hold: noise, and states.
 * @param needed - which parameters there must be besides those that the schema demands.
 */
export function readLeaves<S extends z.ZodObject>(
  schema: S,
  module: unknown,
  at: IssuePath,
  issues: Issue[],
  needed: (read: Partial<z.output<S>>) => readonly PropertyKey[] = () => [],
): z.output<S> | undefined {
  if (!isRecord(module)) {
    const who = at.length === 0 ? 'the file' : `the module "${at.at(-1)}"`;
    issues.push(invalidModule(at, `${who} must be an object of parameters`));
    return undefined;
  }
  const before = issues.length;
  const names = Object.keys(module);
  const unknown = names.filter((name) => !Object.hasOwn(schema.shape, name));
  const absent = Object.keys(schema.shape).filter((name) => !Object.hasOwn(module, name));
  const meant = nearMisses(absent, unknown);
  for (const name of unknown) issues.push(unknownParameter([...at, name], NOT_KNOWN, meant(name)));
  const known = names.filter((name) => Object.hasOwn(schema.shape, name));
  const leaves = Object.fromEntries(
    known.map((name) => [name, readLeaf(schema.shape[name] as z.ZodType, module[name], [...at, name], issues)]),
  );
  const demanded = absent.filter((name) => !(schema.shape[name] as z.ZodType).isOptional());
  const missing = needed(leaves as Partial<z.output<S>>).filter((name) => (module[String(name)] ?? null) === null);
  for (const name of [...demanded, ...missing])
    issues.push(missingParameter([...at, String(name)], meant(String(name))));
  if (issues.length > before) return undefined;
  warnOfNoise(leaves.noise_std, [...at, 'noise_std'], issues);
  for (const name of known.filter((name) => schema.shape[name] === state)) {
    issues.push(ignored('STATE_IGNORED', [...at, name], 'a network starts from rest: this state is left out'));
  }
  return leaves as z.output<S>;
}

const NOT_KNOWN = 'a network tree has no place for it: remove it if the module does without';

function readLeaf(schema: z.ZodType, leaf: unknown, at: IssuePath, issues: Issue[]): unknown {
  try {
    if (leaf === null) return readValue(schema, null, at, issues);
    if (typeof leaf === 'string') return readValue(schema, JSON.parse(leaf), at, issues);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const [measured] = (typeof leaf === 'string' && /-?\b(?:NaN|Infinity)\b/.exec(leaf)) || [];
  issues.push(measured === undefined ? invalidLeaf(at) : notFinite(at, measured));
  return undefined;
}

const readValue = (schema: z.ZodType, value: unknown, at: IssuePath, issues: Issue[]): unknown =>
  attempt(at, issues, () => parseJson(schema, value, 'ROCKPOOL_INVALID', 'parameter'));

function warnOfNoise(noise: unknown, at: IssuePath, issues: Issue[]): void {
  if (typeof noise !== 'number' || noise === 0) return;
  const message = 'noise is left out: the network is simulated without';
  issues.push({ ...ignored('NOISE_IGNORED', at, message), measured: noise, limit: 0 });
}

const invalidLeaf = (at: IssuePath): Issue => ({
  code: 'INVALID_LEAF',
  severity: 'error',
  at,
  message: 'a parameter must be a string of JSON, or null',
  hint: 'save the network with the save method of its Rockpool module',
});
