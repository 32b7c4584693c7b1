import { dirname, resolve } from 'node:path';
import { header, parseJson, SIGNAL_NAMES } from '@xylopipe/core';
import { jsonFromBytes } from '@xylopipe/formats';
import { DASH_ROUNDINGS, QUANTIZE_METHODS } from '@xylopipe/quantize';
import { z } from 'zod';
import { parseInput, readInput } from '../../node/input-file.js';
import { formatRanOn, type RanOn } from '../../targets/ran-on.js';
import type { Plan } from './plan.js';
import { STARTS, STOPS } from './slice.js';

const count = z.int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'expected the 64 hexadecimal digits of a SHA-256');
const input = z.strictObject({ path: z.string(), sha256: digest });
const border = z.enum(['start', 'end']).optional();

/** Options of the quantizer, as files hold them. */
export const quantizeOptionsSchema = z.strictObject({
  method: z.enum(QUANTIZE_METHODS).optional(),
  fuzzyScaling: z.boolean().optional(),
  bitsPerWeight: count.optional(),
  bitsPerThreshold: count.optional(),
  scaleCap: z.number().min(1).optional(),
  clipPercentile: z.number().positive().max(100).optional(),
  thresholdScale: z.number().positive().optional(),
  thresholdScaleOut: z.number().positive().optional(),
  dashRounding: z.enum(DASH_ROUNDINGS).optional(),
  compat: z.literal('rockpool-3.0.3').optional(),
});

const ranOn = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('simulator') }),
  z.looseObject({
    kind: z.enum(['emulated', 'board']),
    deviceTypeName: z.string(),
    chipId: z.string(),
    serial: z.string(),
    firmware: z.record(z.string(), z.string()),
  }),
]) satisfies z.ZodType<RanOn>;

const schema = z.strictObject({
  ...header('xylopipe/run', 1),
  chipId: z.string(),
  from: z.enum(STARTS),
  until: z.enum(STOPS),
  options: z.strictObject({
    dt: z.number().positive().optional(),
    nir: z
      .strictObject({
        reset: z.enum(['value', 'subtract']).optional(),
        bias: z.enum(['fold', 'reject']).optional(),
        decay: z.enum(['euler', 'exponential']).optional(),
      })
      .optional(),
    map: z.strictObject({ maxHiddenNeurons: count.optional(), maxOutputNeurons: count.optional() }).optional(),
    quantize: quantizeOptionsSchema.optional(),
    record: z
      .strictObject({
        output: z.enum(['spikes', 'vmem', 'isyn']).optional(),
        record: z.union([z.literal(true), z.array(z.enum(SIGNAL_NAMES))]).optional(),
      })
      .optional(),
    size: z.strictObject({ steps: count.optional(), channels: count.optional() }).optional(),
    events: z
      .strictObject({
        unit: z.enum(['s', 'ms', 'us', 'ns']),
        start: z.union([z.number(), z.literal('first')]).optional(),
        border,
        polarity: z.enum(['merge', 'split']).optional(),
      })
      .optional(),
    nirData: z
      .strictObject({
        node: z.array(z.string()).optional(),
        observable: z.string().optional(),
        sample: count.optional(),
        border,
      })
      .optional(),
  }),
  /** Paths are relative to the folder of the recipe. */
  inputs: z.strictObject({ artifact: input, raster: input.optional() }),
  /** SHA-256 of the files that were written with the recipe, by name. */
  outputs: z.record(z.string(), digest),
  /** What it ran on; a repeated run says so anew. */
  ranOn: ranOn.optional(),
  versions: z.strictObject({ xylopipe: z.string(), node: z.string() }),
  /** How `tune` found it. */
  tuned: z.looseObject({ score: z.record(z.string(), z.number()) }).optional(),
  issues: z.array(z.unknown()),
  timings: z.record(z.string(), z.number()),
});

/** What was run, with what, and what came of it: `run.json`, which `run --recipe` repeats. */
export type Recipe = z.output<typeof schema>;

/** Reads a recipe. Throws `FILE_NOT_READABLE`, `RECIPE_INVALID` with all issues. */
export async function readRecipe(path: string): Promise<Recipe> {
  const file = await readInput(path);
  return parseInput(file, (bytes) => parseJson(schema, jsonFromBytes(bytes), 'RECIPE_INVALID', 'recipe'));
}

/** The text of a recipe, for people to read as well. */
export const recipeToText = (recipe: Recipe): string => `${JSON.stringify(recipe, undefined, 2)}\n`;

/** A recipe by name and value, as a report shows it. */
export function recipeRows({ chipId, from, until, options, inputs, versions, ranOn }: Recipe): Record<string, string> {
  const { artifact, raster } = inputs;
  const rows: Record<string, string> = { chip: chipId, stages: `${from} to ${until}` };
  const file = (what: string, { path, sha256 }: Recipe['inputs']['artifact']): void => {
    rows[what] = path;
    rows[`${what}, SHA-256`] = sha256;
  };
  file('file', artifact);
  if (raster !== undefined) file('input', raster);
  for (const [stage, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (typeof value !== 'object') rows[stage] = `${value}`;
    else for (const [name, own] of Object.entries(value)) if (own !== undefined) rows[`${stage}: ${name}`] = `${own}`;
  }
  if (ranOn !== undefined) rows['ran on'] = formatRanOn(ranOn);
  return { ...rows, 'xylopipe version': versions.xylopipe, 'Node version': versions.node };
}

/** What a recipe asks for. `artifact` and `input` are where its files are now; default: where they were. */
export function planOfRecipe(
  { chipId, from, until, options, inputs }: Recipe,
  path: string,
  artifact?: string,
  input?: string,
): Plan {
  const placeOf = (recorded: string): string => resolve(dirname(path), recorded);
  return {
    ...options,
    artifact: artifact ?? placeOf(inputs.artifact.path),
    input: input ?? (inputs.raster && placeOf(inputs.raster.path)),
    device: chipId,
    from,
    until,
    digests: { artifact: inputs.artifact.sha256, input: inputs.raster?.sha256 },
  };
}
