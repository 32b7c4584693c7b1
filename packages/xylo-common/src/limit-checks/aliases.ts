import type { AnySpec, ChipLimits, Issue, Severity } from '@xylopipe/core';
import { firstFew } from '../first-few.js';

/** Neurons whose spikes are also sent as more others than the chip can. */
export function checkAliases({ aliases }: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  const crowded = [...aliases.keys()].filter((id) => (aliases[id]?.length ?? 0) > limits.aliasTargets);
  const first = crowded[0];
  if (first === undefined) return [];
  const measured = crowded.reduce((most, id) => Math.max(most, aliases[id]?.length ?? 0), 0);
  return [
    {
      code: 'LIMIT_ALIAS_TARGETS',
      severity,
      at: ['aliases', first],
      measured,
      limit: limits.aliasTargets,
      message: `${crowded.length} hidden neurons have more alias targets than ${limits.chipId} allows: ${firstFew(crowded)}`,
      hint: 'start at most one Residual at the output of a layer, and do not nest them at their beginnings',
    },
  ];
}
