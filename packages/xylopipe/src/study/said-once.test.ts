import { expect, it } from 'vitest';
import type { StageIssue } from '../run-summary.js';
import { saidOnce } from './said-once.js';

const issue = (stage: string, measured: number): StageIssue => ({
  stage,
  code: 'VMEM_SATURATED',
  severity: 'warning',
  at: ['hidden', 3],
  measured,
  message: 'the membrane left 16 bits',
});

it('leaves to the first stage what several have found, and to each what it alone has', () => {
  const issues = [issue('evolve', 1), issue('telemetry', 1), issue('telemetry', 2)];
  expect(saidOnce(issues)).toEqual([issue('evolve', 1), issue('telemetry', 2)]);
});
