import type { Issue } from '@xylopipe/core';
import type { NirNode } from '../model/nir-graph.js';
import type { NirImportOptions } from './import-options.js';

/** What becomes of a membrane after a spike, and what to say where that cannot be kept. */
export interface ResetRule {
  readonly rule: 'value' | 'subtract';
  readonly issues: readonly Issue[];
}

/** As the option says, else the metadata of the graph (`reset`), else NIR's rule. */
export function resetOf({ metadata }: NirNode, option: NirImportOptions['reset']): ResetRule {
  const stated = metadata?.reset === 'subtract' ? 'subtract' : undefined;
  const rule = option ?? stated ?? 'value';
  return { rule, issues: rule === 'subtract' ? [] : [resetDiffers(option !== undefined)] };
}

const resetDiffers = (given: boolean): Issue => ({
  code: 'NIR_RESET_DIFFERS',
  severity: 'warning',
  at: [],
  measured: 'value',
  limit: 'subtract',
  message: given
    ? 'neurons of the model are set to a value after a spike, those of a chip lose their threshold'
    : 'NIR sets a membrane to a value after a spike, a chip takes the threshold off it; files do not say with which a model was trained',
  hint: `train with reset by subtraction, and import with the option "reset" 'subtract'`,
});
