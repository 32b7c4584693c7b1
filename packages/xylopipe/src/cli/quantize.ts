import type { StageIssue } from '../run-summary.js';
import { type AddCommand, addExamples } from './context.js';
import { lintOf } from './lint.js';
import {
  addQuantizeOptions,
  addSpecOptions,
  type QuantizeFlags,
  type SpecFlags,
  toQuantizeOptions,
} from './options/options.js';
import type { Slice, SliceResult } from './slice/slice.js';
import { sliceCommand } from './slice/slice-command.js';

interface Flags extends SpecFlags, QuantizeFlags {
  readonly out?: string;
  readonly lint?: true;
}

/** Adds `quantize`: a mapped specification to integers. */
export const addQuantize: AddCommand = (program, act, chips) => {
  const command = program
    .command('quantize <spec>')
    .description('turn a mapped specification into integers')
    .option('--out <file>', 'write the quantized specification (JSON)')
    .option('--lint', 'warn of what was lost and what may go wrong on the chip, as "xylopipe lint" does');
  addExamples(command, 'spec.json --method channel --out quantized.json');
  addQuantizeOptions(addSpecOptions(command, chips), '--method, --quantize').action(
    act(async (context, spec: string, { device, dt, out, lint, ...flags }: Flags) => {
      const quantize = toQuantizeOptions(flags);
      const plan = { artifact: spec, device, dt, from: 'quantize', until: 'quantize', quantize } as const;
      return sliceCommand(context, plan, out, lint ? remarks : undefined);
    }),
  );
};

const remarks = (slice: Slice, result: SliceResult): readonly StageIssue[] =>
  lintOf(slice, result).issues.map((issue) => ({ ...issue, stage: 'lint' }));
