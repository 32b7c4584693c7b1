import type { Issue, JsonValue } from '@xylopipe/core';
import type { LabelledSet } from '@xylopipe/formats';
import { type Evaluation, evaluate, type Score } from '../evaluate.js';
import { readLabelledSet } from '../node/data-files.js';
import { deployTargetOf } from '../node/targets/deploy-target.js';
import type { Target } from '../targets/target.js';
import { deviceOption } from './chips.js';
import { type AddCommand, addExamples, type Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { targetOption } from './hdk/target-option.js';
import { addNetworkOptions, type NetworkFlags, readGivenNetwork } from './options/import-options.js';
import { fraction, wholeNumber } from './options/numbers.js';
import {
  addMapOptions,
  addQuantizeOptions,
  type MapFlags,
  type QuantizeFlags,
  toMapOptions,
  toQuantizeOptions,
} from './options/options.js';
import { table } from './output/table.js';

interface EvalFlags extends NetworkFlags, MapFlags, QuantizeFlags {
  readonly device: string;
  readonly data: string;
  readonly limit?: number;
  readonly minAccuracy?: number;
  readonly target?: Target;
}

/** Adds `eval`: how well a network classifies labelled data, in float and on the chip. */
export const addEval: AddCommand = (program, act, chips) => {
  const command = program
    .command('eval <network>')
    .description('classify labelled data in float and on the chip: the class is the output with the most spikes')
    .requiredOption('--data <file>', 'labelled rasters: .npz with "rasters" (S, T, N) and "labels" (S), or .json')
    .addOption(deviceOption(chips).makeOptionMandatory())
    .option('--limit <n>', 'use the first samples only', wholeNumber(1))
    .addOption(targetOption())
    .option('--min-accuracy <fraction>', 'exit code 1 if the chip is right less often', fraction);
  addExamples(command, 'network.json --data digits.npz --device syns65302 --min-accuracy 0.9');
  addQuantizeOptions(addMapOptions(addNetworkOptions(command))).action(
    act((context, network: string, flags: EvalFlags) => evaluateFiles(context, network, flags)),
  );
};

async function evaluateFiles(
  { xylopipe, output, signal }: Context,
  path: string,
  { device, data, limit, minAccuracy, target, ...flags }: EvalFlags,
): Promise<ExitCode> {
  const { value: network, issues: remarks } = await readGivenNetwork(path, flags, signal);
  const set = firstOf(await readLabelledSet(data), limit);
  const on = { ...toMapOptions(flags), deploy: target && deployTargetOf(target) };
  const onChip = xylopipe.network(network).on(device, on).quantize(toQuantizeOptions(flags));
  const { session, issues, ranOn } = await onChip.deploy({ signal });
  const progress = output.progress();
  let evaluation: Evaluation;
  try {
    const onProgress = (done: number): void => progress.update(done, 'evaluate');
    evaluation = await evaluate(network, session, set, { signal, onProgress });
  } finally {
    progress.stop();
    await session.close();
  }
  const passed = minAccuracy === undefined || evaluation.chip.accuracy >= minAccuracy;
  const all: readonly Issue[] = [...remarks, ...issues, ...evaluation.issues];
  output.warnings(all);
  output.result(
    () =>
      ({
        chipId: device,
        samples: set.labels.length,
        classes: set.classes ?? null,
        ...evaluation,
        issues: all,
        ranOn: ranOn ?? null,
        minAccuracy: minAccuracy ?? null,
        passed,
      }) as unknown as JsonValue,
    () => linesOf(evaluation, device, set.classes, minAccuracy),
  );
  return passed ? EXIT.done : EXIT.refused;
}

const firstOf = ({ rasters, labels, classes }: LabelledSet, limit?: number): LabelledSet => ({
  rasters: rasters.slice(0, limit),
  labels: labels.slice(0, limit),
  classes,
});

function linesOf(
  { predictions, float, chip, agreement }: Evaluation,
  device: string,
  classes: readonly string[] | undefined,
  minAccuracy: number | undefined,
): readonly string[] {
  const share = (n: number): string => `${((100 * n) / predictions.length).toFixed(2)} %`;
  const row = (what: string, n: number): readonly string[] => [what, `${n} of ${predictions.length}`, share(n)];
  return [
    ...table([row('float', float.correct), row(device, chip.correct), row('agreement', agreement.same)]),
    '',
    `${device}, rows: label, columns: predicted`,
    ...confusionLines(chip, classes),
    ...(minAccuracy === undefined
      ? []
      : ['', `${chip.accuracy >= minAccuracy ? 'passed' : 'MISSED'}: at least ${(100 * minAccuracy).toFixed(2)} %`]),
  ];
}

function confusionLines({ confusion }: Score, classes: readonly string[] | undefined): readonly string[] {
  const names = confusion.map((_, i) => classes?.[i] ?? String(i));
  return table([['', ...names], ...confusion.map((counts, i) => [names[i] as string, ...counts])]);
}
