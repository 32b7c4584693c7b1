import type { JsonValue } from './json.js';
import type { SpecFields } from './spec-fields.js';
import { specFromJson, specToJson } from './spec-json.js';

/** A network laid out on a chip, still in real numbers: what `map` makes and `quantize` takes. */
export interface MappedSpec extends SpecFields<Float64Array, Float64Array> {
  readonly stage: 'mapped';
}

/** JSON with Rockpool's keys. */
export const mappedSpecToJson = (spec: MappedSpec): JsonValue => specToJson(spec, 'mapped');

/** The inverse. Throws `SPEC_INVALID` with all issues. */
export const mappedSpecFromJson = (json: unknown): MappedSpec => ({ stage: 'mapped', ...specFromJson(json, 'mapped') });
