import { header, type JsonValue, parseJson } from '@xylopipe/core';
import { z } from 'zod';

/** Weights without their values. */
export interface LinearArchitecture {
  readonly type: 'Linear';
  readonly name?: string | undefined;
  readonly shape: readonly [nin: number, nout: number];
  /** `null`: there are none. A list: there are as many as outputs. Default: what the file has. */
  readonly bias?: readonly number[] | null | undefined;
}

/** Neurons without their parameters. */
export interface LifArchitecture {
  readonly type: 'LIF' | 'LIFBitshift';
  readonly name?: string | undefined;
  readonly shape: readonly [nin: number, n: number];
  /** Whether there are recurrent weights. Default: what the file has. */
  readonly has_rec?: boolean | undefined;
  /** How the decay is given. Default: what the file says. */
  readonly leak_mode?: 'taus' | 'bitshifts' | 'decays' | undefined;
}

/** Synapses without their time constants. */
export interface ExpSynArchitecture {
  readonly type: 'ExpSyn';
  readonly name?: string | undefined;
  readonly shape: readonly [n: number];
}

/** Children one after the other. A `FFwdStack` is a network tree too, but cannot be read: nothing says what Rockpool calls its weights. */
export interface ChainArchitecture {
  readonly type: 'Sequential' | 'Residual' | 'FFwdStack';
  readonly name?: string | undefined;
  readonly children: readonly Architecture[];
}

/** A module that has no part in inference, e.g. dropout or a loss: it has a place, and the file may have it or not. */
export interface SkippedModule {
  readonly type: 'Skipped';
  readonly name?: string | undefined;
}

/**
 * What a Rockpool module consists of, in the order in which it evolves its parts: a network tree without values, which any
 * `NetworkTree` is too. A `name` is the attribute by which the module around it knows a part (`self.enc` is `"enc"`); the
 * name of the outermost module does not matter. Parts without a name have the one that Rockpool's combinators give them:
 * place and class, `0_LinearTorch`, `1_LIFTorch`, ….
 */
export type Architecture =
  | LinearArchitecture
  | LifArchitecture
  | ExpSynArchitecture
  | ChainArchitecture
  | SkippedModule;

/** Parameters of a network tree, which an architecture may have and which do not count. */
const PLACEHOLDERS = {
  Linear: ['weight'],
  LIF: [
    ...['tau_mem', 'tau_syn', 'threshold', 'bias', 'w_rec', 'dt', 'max_spikes_per_dt'],
    ...['dash_mem', 'dash_syn', 'alpha', 'beta', 'initial_state'],
  ],
  ExpSyn: ['tau', 'dt'],
  FFwdStack: ['weights'],
} as const;

function architectureSchema(): z.ZodType<Architecture> {
  const size = z.int().nonnegative();
  const name = z.string().optional();
  const shape = z.tuple([size, size]);
  const ignored = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, z.unknown().optional()]));
  const children = (): z.ZodType<readonly Architecture[]> => z.array(module);

  const linear = z
    .strictObject({
      type: z.literal('Linear'),
      name,
      shape,
      bias: z.array(z.number()).nullish(),
      ...ignored(PLACEHOLDERS.Linear),
    })
    .transform(({ type, name, shape, bias }) => ({ type, name, shape, bias }));
  const lif = z
    .strictObject({
      type: z.enum(['LIF', 'LIFBitshift']),
      name,
      shape,
      has_rec: z.boolean().optional(),
      leak_mode: z.enum(['taus', 'bitshifts', 'decays']).optional(),
      ...ignored(PLACEHOLDERS.LIF),
    })
    .transform(({ type, name, shape, has_rec, leak_mode }) => ({ type, name, shape, has_rec, leak_mode }));
  const expSyn = z
    .strictObject({ type: z.literal('ExpSyn'), name, shape: z.tuple([size]), ...ignored(PLACEHOLDERS.ExpSyn) })
    .transform(({ type, name, shape }) => ({ type, name, shape }));
  const chain = z.strictObject({
    type: z.enum(['Sequential', 'Residual']),
    name,
    get children() {
      return children();
    },
  });
  const stack = z
    .strictObject({
      type: z.literal('FFwdStack'),
      name,
      get children() {
        return children();
      },
      ...ignored(PLACEHOLDERS.FFwdStack),
    })
    .transform(({ type, name, children }) => ({ type, name, children }));
  const skipped = z.strictObject({ type: z.literal('Skipped'), name });

  const module: z.ZodType<Architecture> = z.discriminatedUnion('type', [linear, lif, expSyn, chain, stack, skipped]);
  return module;
}

/**
 * Reads a bare architecture, `{"format": "xylopipe/architecture", "version": 1, "architecture": …}`, or a network file,
 * whose values do not count.
 * @throws ARCHITECTURE_INVALID with all issues.
 */
export function architectureFromJson(json: unknown): Architecture {
  const isFile = typeof json === 'object' && json !== null && 'format' in json;
  if (!isFile) return parseJson(architectureSchema(), json, 'ARCHITECTURE_INVALID', 'architecture');
  if (json.format === 'xylopipe/network') {
    const file = z.strictObject({ ...header('xylopipe/network', 1), network: architectureSchema() });
    return parseJson(file, json, 'ARCHITECTURE_INVALID', 'network').network;
  }
  const file = z.strictObject({ ...header('xylopipe/architecture', 1), architecture: architectureSchema() });
  return parseJson(file, json, 'ARCHITECTURE_INVALID', 'architecture').architecture;
}

/** The versioned file form of an architecture. */
export const architectureToJson = (architecture: Architecture): JsonValue =>
  ({ format: 'xylopipe/architecture', version: 1, architecture }) as unknown as JsonValue;
