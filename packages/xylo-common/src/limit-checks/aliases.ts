import type { AnySpec, ChipLimits, Issue, Severity } from '@xylopipe/core';
import { firstFew } from '../first-few.js';
import { hiddenNeuron } from './hidden-neuron.js';

/** Neurons whose spikes are also sent as more others than the chip can. */
export function checkAliases(spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  const targets = spec.aliases.map((list) => list.length);
  const crowded = [...targets.keys()].filter((id) => (targets[id] as number) > limits.aliasTargets);
  if (crowded.length === 0) return [];
  const measured = targets.reduce((a, b) => Math.max(a, b));
  const worst = targets.indexOf(measured);
  return [
    {
      code: 'LIMIT_ALIAS_TARGETS',
      severity,
      at: ['aliases', worst],
      measured,
      limit: limits.aliasTargets,
      message: `${crowded.length} of ${targets.length} hidden neurons (${firstFew(crowded)}) have more alias targets than ${limits.chipId} allows, most of all ${hiddenNeuron(spec, worst)}`,
      hint: 'let at most one Residual start at a layer: do not nest one at the beginning of another',
    },
  ];
}
