import {
  type Explanation,
  formatRunComparison,
  type Gate,
  junitSuitesXml,
  type LayerDivergence,
  type LayerRun,
  passesGate,
  type RunComparison,
} from '@xylopipe/compare';
import { type JsonValue, throwIfAborted, XylopipeError } from '@xylopipe/core';
import type { ReportModel } from '@xylopipe/report';
import { Outputs } from '../node/outputs.js';
import { refuseEmptyRun } from '../study/empty-run.js';
import { formatRanOn } from '../targets/ran-on.js';
import type { Target } from '../targets/target.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { compareJudged, type GateFlags, verdictLines } from './gate.js';
import { type NetworkFlags, toImportOptions } from './options/import-options.js';
import {
  type InputFlags,
  type MapFlags,
  type QuantizeFlags,
  toMapOptions,
  toQuantizeOptions,
} from './options/options.js';
import { toRasterOptions } from './options/raster-options.js';
import { table } from './output/table.js';
import { reportFile } from './report-file.js';
import { type Plan, prepare } from './slice/plan.js';
import { recipeOf } from './slice/recipe-of.js';
import { runSlice } from './slice/slice.js';
import { studySlice } from './slice/study-slice.js';

export interface CompareNetworkFlags extends GateFlags, NetworkFlags, InputFlags, MapFlags, QuantizeFlags {
  readonly device?: string;
  readonly target?: Target;
}

/** Compares a network in float with its chip, and a board with its simulator. */
export async function compareNetwork(
  context: Context,
  artifact: string,
  { device, input, target, minAgreement, junit, report, ...flags }: CompareNetworkFlags,
): Promise<ExitCode> {
  const { output, signal } = context;
  const plan: Plan = {
    artifact,
    input,
    device,
    dt: flags.dt,
    nir: toImportOptions(flags),
    from: 'extract',
    until: 'evolve',
    ...toRasterOptions(flags),
    map: toMapOptions(flags),
    quantize: toQuantizeOptions(flags),
    record: { record: true },
    target,
  };
  const prepared = await prepare(plan, signal);
  if (prepared.slice.options.input) refuseEmptyRun(input ?? '', 'the input', prepared.slice.options.input);
  const outputs = new Outputs([artifact, input]);
  try {
    const [toJunit, toReport] = [junit && (await outputs.file(junit)), report && (await outputs.file(report))];
    const result = await runSlice(context, prepared.slice);
    const model = studySlice(context, prepared, result, recipeOf(plan, prepared, result, new Map(), '.'));
    const float = judgedOf(model, flags);
    const board = model.comparisons?.find(({ a }) => a === 'simulator');
    const gates = suitesOf(float, board, minAgreement);
    const passed = gates.every(({ comparison, ...gate }) => passesGate(comparison, gate));
    if (toJunit) await toJunit(junitSuitesXml(gates));
    if (toReport) await toReport(await reportFile(model));
    throwIfAborted(signal, 'compare');
    await outputs.commit();
    output.warnings(model.issues.filter(({ stage }) => stage !== 'compare'));
    output.result(
      () =>
        ({
          chipId: device,
          comparisons: [float, ...(model.comparisons ?? []).slice(1)],
          explanation: model.explanation ?? null,
          issues: model.issues,
          ranOn: result.ranOn ?? null,
          minAgreement: minAgreement ?? null,
          passed,
          ...(junit === undefined ? {} : { junit }),
          ...(report === undefined ? {} : { report }),
        }) as unknown as JsonValue,
      () => [
        formatRunComparison(float),
        ...runLines(model),
        ...(model.explanation === undefined ? [] : ladderLines(model.explanation)),
        ...(board === undefined ? [] : ['', formatRunComparison(board)]),
        ...(result.ranOn === undefined ? [] : ['', `ran on: ${formatRanOn(result.ranOn)}`]),
        ...verdictLines(passed, minAgreement),
      ],
    );
    return passed ? EXIT.done : EXIT.refused;
  } finally {
    await outputs.close();
  }
}

/** The float network against the chip in the layers that are judged. Throws `NOTHING_TO_COMPARE`. */
function judgedOf({ runs, comparisons = [], issues }: ReportModel, flags: GateFlags): RunComparison {
  const whole = comparisons.find(({ a }) => a === 'float');
  const run = (label: string | undefined): LayerRun | undefined => runs.find((one) => one.label === label);
  const [float, chip] = [run('float'), run(whole?.b)];
  if (whole === undefined || float === undefined || chip === undefined) {
    const own = issues.filter(({ stage }) => stage === 'compare');
    throw new XylopipeError('NOTHING_TO_COMPARE', 'the float network cannot be compared with the chip', {
      issues: own,
    });
  }
  if (flags.layer === undefined && flags.outputOnly === undefined) return whole;
  const judged = compareJudged(float, chip, flags, { signals: ['spikes'] });
  const caused = (first: LayerDivergence | null): LayerDivergence | null => {
    const same = whole.layers.find(({ name, role }) => name === first?.layer && role === first.role);
    return first && { ...first, cause: same?.first?.cause };
  };
  const layers = judged.layers.map((layer) => ({ ...layer, first: caused(layer.first) }));
  return { ...judged, layers, first: caused(judged.first) };
}

/** A comparison of runs, what it is called, and what it must hold. */
interface RunSuite extends Gate {
  readonly comparison: RunComparison;
  readonly name: string;
}

/** Without a gate everything passes that can be compared. */
const suitesOf = (float: RunComparison, board: RunComparison | undefined, minAgreement = 0): readonly RunSuite[] => [
  { comparison: float, name: `xylopipe.compare.${float.a}`, minAgreement },
  ...(board === undefined
    ? []
    : [{ comparison: board, name: `xylopipe.compare.${board.a}`, minAgreement: 1, exact: true }]),
];

/** How many of its spikes each run shares with the float network and with the run before it, on the way to what ran. */
function runLines({ comparisons = [], explanation }: ReportModel): readonly string[] {
  const [whole] = comparisons;
  if (whole === undefined || explanation === undefined) return [];
  const between = (a: string, b: string): RunComparison | undefined =>
    comparisons.find((one) => one.a === a && one.b === b);
  const way = [...new Set(['float', 'quantized', 'simulator', whole.b])];
  const rows = way.slice(1).map((run, i) => {
    const before = between(way[i] as string, run);
    // On the way to a board the simulator is the last rung of the ladder.
    const withFloat = between('float', run)?.agreement ?? explanation.agreement;
    const spikes = before?.layers.reduce((sum, { spikesB }) => sum + spikesB, 0);
    return [run, share(withFloat), share(before?.agreement), spikes ?? '-'];
  });
  return ['', ...table([['run', 'with float', 'with the one before', 'spikes'], ...rows])];
}

/** Rounded down, but for what float64 lost, as in the lines above: 100 % is said only of what is equal. */
const share = (part: number | undefined): string =>
  part === undefined ? '-' : `${(Math.floor(part * 10_000 + 1e-9) / 100).toFixed(2)} %`;

/** How much each approximation takes, and what costs the most. */
function ladderLines({ rungs, main, outputMain }: Explanation): readonly string[] {
  const rows = rungs.map(({ approximation, agreement, outputAgreement, without, spikes }, i) => [
    `${i === 0 ? '' : '+ '}${approximation}`,
    share(agreement),
    share(outputAgreement),
    share(without),
    spikes,
  ]);
  return [
    '',
    ...table([['approximations', 'agreement', 'outputs', 'without it', 'spikes'], ...rows]),
    ...(main === null ? [] : [`${main.cause} costs most: ${share(main.lost)}`]),
    ...(!outputMain ? [] : [`of the outputs, ${outputMain.cause} costs most: ${share(outputMain.lost)}`]),
  ];
}
