import type { Issue, Tensor } from '@xylopipe/core';
import { WEIGHT_FIELDS } from './fields.js';
import type { Settings } from './options.js';
import type { ScaledFields } from './scale.js';

/** Scaled fields whose weights fit, and a warning per matrix that did not. */
export interface Clipped {
  readonly fields: ScaledFields;
  readonly issues: readonly Issue[];
}

/** Brings weights beyond the largest integer back to it, where the options leave any there. */
export function clipWeights(fields: ScaledFields, { fuzzyScaling, clipPercentile, maxWeight }: Settings): Clipped {
  if (!fuzzyScaling && clipPercentile === 100) return { fields, issues: [] };
  const clipped: Partial<Record<(typeof WEIGHT_FIELDS)[number], Tensor>> = {};
  const issues: Issue[] = [];
  for (const field of WEIGHT_FIELDS) {
    const { shape, data } = fields[field];
    clipped[field] = { shape, data: data.map((x) => Math.min(Math.max(x, -maxWeight), maxWeight)) };
    let [count, largest] = [0, 0];
    for (let i = 0; i < data.length; i++) {
      const magnitude = Math.abs(data[i] as number);
      if (magnitude <= maxWeight) continue;
      count++;
      largest = Math.max(largest, magnitude);
    }
    if (count > 0) issues.push(weightsClipped(field, count, largest, maxWeight));
  }
  return { fields: { ...fields, ...clipped }, issues };
}

const weightsClipped = (field: string, measured: number, largest: number, maxWeight: number): Issue => ({
  code: 'WEIGHTS_CLIPPED',
  severity: 'warning',
  at: [field],
  measured,
  limit: 0,
  message: `weights of ${field} beyond ${maxWeight} are clipped to it; the largest magnitude is ${largest}`,
  hint: 'a clipPercentile nearer to 100, without fuzzyScaling, clips fewer',
});
