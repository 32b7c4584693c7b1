import {
  type Comparison,
  compareEvolutions,
  formatComparison,
  formatRunComparison,
  junitXml,
  type LayerRun,
  type LikelyCause,
  likelyCause,
  passesGate,
  type RunComparison,
} from '@xylopipe/compare';
import {
  type DeviceConfig,
  errorsIn,
  formatIssue,
  type Issue,
  type JsonValue,
  type SignalName,
  throwIfAborted,
} from '@xylopipe/core';
import type { ReportModel } from '@xylopipe/report';
import { Outputs } from '../../node/outputs.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { compareJudged, type GateFlags, verdictLines } from '../gate.js';
import { reportFile } from '../report-file.js';
import { versions } from '../versions.js';
import { configsOf, type Recording, readRecording, runOf } from './recording.js';
import { recipePathOf } from './recording-origin.js';

export interface CompareRecordingsFlags extends GateFlags {
  readonly signals?: readonly SignalName[];
  readonly config?: string;
}

/** Compares two recordings, bit for bit, and their spikes layer by layer. */
export async function compareRecordings(
  { output, signal }: Context,
  pathA: string,
  pathB: string,
  flags: CompareRecordingsFlags,
): Promise<ExitCode> {
  const { minAgreement, layer, outputOnly, junit, report, signals } = flags;
  const asked = minAgreement !== undefined || layer !== undefined || outputOnly !== undefined;
  const [a, b] = [await readRecording(pathA), await readRecording(pathB)];
  const configs = await configsOf(a, b, flags.config);
  const [config] = configs;
  const outputs = new Outputs([
    ...[a, b].flatMap((one) => [one.path, recipePathOf(one.path), one.configPath]),
    flags.config,
  ]);
  try {
    const [toJunit, toReport] = [junit && (await outputs.file(junit)), report && (await outputs.file(report))];
    const exact = compareEvolutions(a.evolution, b.evolution, { signals });
    const isOneConfig = flags.config !== undefined || (a.config !== undefined && a.config === b.config);
    const cause = causeOf(likelyCause(exact, a.evolution, b.evolution), isOneConfig);
    const runs = [runOf(a, 'a', configs[0]?.value), runOf(b, 'b', configs[1]?.value)] as const;
    const more = config === undefined ? 'those of the network are told apart with --config' : undefined;
    const compared = because(cause, compareJudged(...runs, flags, { more }));
    const byLayer = asked ? compared : { ...compared, issues: compared.issues.map(asWarning) };
    const missed = errorsIn(byLayer.issues);
    const passed =
      minAgreement === undefined ? exact.equal && missed.length === 0 : passesGate(byLayer, { minAgreement });
    const judged = minAgreement === undefined ? { ...exact, issues: [...exact.issues, ...missed] } : byLayer;
    if (toJunit) await toJunit(junitXml(judged, { minAgreement }));
    if (toReport) await toReport(await reportFile(modelOf([a, b], runs, byLayer, exact, cause, config?.value)));
    throwIfAborted(signal, 'compare');
    await outputs.commit();
    const layered = config !== undefined || asked;
    output.warnings(config?.issues ?? []);
    output.result(
      () =>
        ({
          ...exact,
          likelyCause: cause,
          ...(layered ? { byLayer } : {}),
          ...(minAgreement === undefined ? {} : { minAgreement }),
          passed,
          ...(junit === undefined ? {} : { junit }),
          ...(report === undefined ? {} : { report }),
        }) as unknown as JsonValue,
      () => [
        formatComparison(exact),
        ...causeLines(cause),
        ...(layered ? ['', layerLines(byLayer)] : []),
        ...verdictLines(passed, minAgreement),
      ],
    );
    return passed ? EXIT.done : EXIT.refused;
  } finally {
    await outputs.close();
  }
}

/** Where nobody asked for layers, they only tell more of values that were compared one by one: what they cannot tell limits that. */
const asWarning = (issue: Issue): Issue => ({ ...issue, severity: 'warning' });

/** No share of spikes is told where there is no layer to count them in. */
const layerLines = (byLayer: RunComparison): string =>
  byLayer.layers.length > 0 ? formatRunComparison(byLayer) : byLayer.issues.map(formatIssue).join('\n');

/** A likely cause; a device is to blame only where both are known to have run one configuration. */
type ToldCause = LikelyCause | (Omit<LikelyCause, 'cause'> & { readonly cause: 'configurationOrDevice' });

const causeOf = (cause: LikelyCause | null, isOneConfig: boolean): ToldCause | null =>
  cause?.cause !== 'device' || isOneConfig ? cause : { ...cause, cause: 'configurationOrDevice' };

const because = (cause: ToldCause | null, comparison: RunComparison): RunComparison => ({
  ...comparison,
  first: comparison.first && {
    ...comparison.first,
    cause: cause?.cause === 'configurationOrDevice' ? undefined : cause?.cause,
  },
});

const nameOf = ({ cause }: ToldCause): string =>
  cause === 'configurationOrDevice' ? 'another configuration or device' : cause;

const causeLines = (cause: ToldCause | null): readonly string[] =>
  cause === null ? [] : [`likely cause: ${nameOf(cause)}; ${cause.evidence}`];

/** The same for a report, which has room for a hint. */
const differing = (cause: ToldCause): Issue => ({
  code: 'RECORDINGS_DIFFER',
  severity: 'warning',
  at: ['signals'],
  measured: nameOf(cause),
  message: `a and b are not equal: ${cause.evidence}`,
  hint: 'two runs of one configuration and input never differ, unless the device does',
});

function modelOf(
  [a, b]: readonly [Recording, Recording],
  runs: readonly LayerRun[],
  byLayer: RunComparison,
  exact: Comparison,
  cause: ToldCause | null,
  config: DeviceConfig | undefined,
): ReportModel {
  const found: readonly Issue[] = [...exact.issues, ...byLayer.issues, ...(cause === null ? [] : [differing(cause)])];
  const told = new Map(found.map((issue) => [JSON.stringify([issue.code, issue.at, issue.message]), issue]));
  return {
    title: `${a.path} and ${b.path}`,
    chipId: a.evolution.chipId ?? config?.chipId,
    spec: config,
    runs,
    comparisons: [byLayer],
    issues: [...told.values()].map((issue) => ({ ...issue, stage: 'compare' })),
    recipe: [
      ...[a, b].flatMap(({ path, sha256 }, i): [string, string][] => [
        ['ab'[i] as string, path],
        [`${'ab'[i]}, SHA-256`, sha256],
      ]),
      ['xylopipe version', versions().xylopipe],
    ],
  };
}
