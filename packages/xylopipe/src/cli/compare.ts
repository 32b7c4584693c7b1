import { compareEvolutions, formatComparison } from '@xylopipe/compare';
import type { JsonValue, SignalName } from '@xylopipe/core';
import { readEvolution } from '../node/data-files.js';
import { type AddCommand, addExamples } from './context.js';
import { EXIT } from './exit-codes.js';
import { signalList } from './options.js';

/** Adds `compare`: whether two evolutions are the same, and where they part. */
export const addCompare: AddCommand = (program, act) => {
  const command = program
    .command('compare <a> <b>')
    .description('compare two evolutions; exit code 1 if they differ')
    .option('--signals <names>', 'signals that both must have (default: all that both have)', signalList)
    .action(
      act(async ({ output }, a: string, b: string, { signals }: { readonly signals?: readonly SignalName[] }) => {
        const comparison = compareEvolutions(await readEvolution(a), await readEvolution(b), { signals });
        output.result(
          () => comparison as unknown as JsonValue,
          () => [formatComparison(comparison)],
        );
        return comparison.equal ? EXIT.done : EXIT.refused;
      }),
    );
  addExamples(command, 'simulated/evolution.npz measured/evolution.npz');
};
