import type { Issue } from '@xylopipe/core';
import { biasFindings } from './bias-findings.js';
import { warningOf } from './finding.js';
import type { LintLimits } from './lint-limits.js';
import type { NeuronLint } from './neuron-lint.js';
import type { NeuronPairs } from './neuron-pairs.js';
import { saturationFinding } from './saturation-finding.js';
import { dashFindings, thresholdFindings } from './state-findings.js';
import { weightFindings } from './weight-findings.js';

/** All that there is to say about the neurons of one kind. */
export const findings = (pairs: NeuronPairs, lint: NeuronLint, limits: LintLimits): readonly Issue[] =>
  [
    ...weightFindings(pairs, lint, limits),
    ...thresholdFindings(pairs, lint, limits),
    ...biasFindings(pairs, lint, limits),
    ...dashFindings(pairs, lint, limits),
    saturationFinding(pairs, lint),
  ].flatMap((finding) => warningOf(pairs, finding));
