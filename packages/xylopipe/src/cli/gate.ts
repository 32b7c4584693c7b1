import { compareRuns, type LayerRun, type RunComparison } from '@xylopipe/compare';
import { XylopipeError } from '@xylopipe/core';
import type { Command } from 'commander';
import { Option } from 'commander';
import { fraction } from './options/numbers.js';

/** What two runs are judged by, and where the verdict goes. */
export interface GateFlags {
  readonly minAgreement?: number;
  readonly layer?: readonly string[];
  readonly outputOnly?: true;
  readonly junit?: string;
  readonly report?: string;
}

export const addGateOptions = (command: Command): Command =>
  command
    .option(
      '--min-agreement <fraction>',
      'exit code 1 if less of the spikes of any layer agree, and 0 if not',
      fraction,
    )
    .addOption(
      new Option('--layer <name>', 'judge this layer alone, or these, once for each').argParser(
        (name: string, before: readonly string[] = []) => [...before, name],
      ),
    )
    .addOption(new Option('--output-only', 'judge the outputs alone').conflicts('layer'))
    .option('--junit <file>', "write the verdict for continuous integration, in JUnit's XML")
    .option('--report <file>', 'write a report (HTML) with both runs over each other');

/**
 * Two runs, compared in those layers that are judged.
 * @param more - what tells more layers apart, if there is anything.
 * @throws NOTHING_TO_COMPARE if there is none of those that were asked for.
 */
export function compareJudged(
  a: LayerRun,
  b: LayerRun,
  { layer, outputOnly }: GateFlags,
  { signals, more }: { readonly signals?: readonly 'spikes'[]; readonly more?: string | undefined } = {},
): RunComparison {
  const comparison = compareRuns(a, b, { layers: layer, role: outputOnly && 'output', signals });
  if (comparison.layers.length > 0 || (layer === undefined && outputOnly === undefined)) return comparison;
  const names = [...new Set([...a.layers, ...b.layers].map(({ name }) => name))];
  throw new XylopipeError('NOTHING_TO_COMPARE', `nothing was compared of ${layer?.join(', ') ?? 'the outputs'}`, {
    issues: comparison.issues,
    hint: `there are these layers: ${names.join(', ')}${more === undefined ? '' : `; ${more}`}`,
  });
}

/** The verdict in words; nothing where nobody asked for one. */
export const verdictLines = (passed: boolean, minAgreement: number | undefined): readonly string[] =>
  minAgreement === undefined
    ? []
    : [
        `${passed ? 'passed' : 'MISSED'}: at least ${(100 * minAgreement).toFixed(2)} % of the spikes of every layer agree`,
      ];
