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
  runOfEvolution,
} from '@xylopipe/compare';
import {
  type DeviceConfig,
  type Evolution,
  type Issue,
  type JsonValue,
  type SignalName,
  throwIfAborted,
} from '@xylopipe/core';
import type { ReportModel } from '@xylopipe/report';
import { readEvolution } from '../node/data-files.js';
import { ofFile, readInput, sha256 } from '../node/input-file.js';
import { Outputs } from '../node/outputs.js';
import { refuseEmptyRun } from '../study/empty-run.js';
import { unplaced } from '../study/unplaced.js';
import type { Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { compareJudged, type GateFlags, verdictLines } from './gate.js';
import { readConfiguration } from './plan.js';
import { originOf } from './recording-origin.js';
import { reportFile } from './report-file.js';
import { versions } from './versions.js';

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
  const { minAgreement, junit, report, signals } = flags;
  const [a, b] = [await readRecording(pathA), await readRecording(pathB)];
  const config = flags.config === undefined ? undefined : await readConfiguration({ artifact: flags.config });
  const outputs = new Outputs([pathA, pathB, flags.config]);
  try {
    const [toJunit, toReport] = [junit && (await outputs.file(junit)), report && (await outputs.file(report))];
    const exact = compareEvolutions(a.evolution, b.evolution, { signals });
    const isOneConfig = config !== undefined || (a.config !== undefined && a.config === b.config);
    const cause = causeOf(likelyCause(exact, a.evolution, b.evolution), isOneConfig);
    const runs = [runOf(a, 'a', config?.value), runOf(b, 'b', config?.value)] as const;
    const byLayer = because(cause, compareJudged(...runs, flags));
    const passed = minAgreement === undefined ? exact.equal : passesGate(byLayer, { minAgreement });
    if (toJunit) await toJunit(junitXml(minAgreement === undefined ? exact : byLayer, { minAgreement }));
    if (toReport) await toReport(await reportFile(modelOf([a, b], runs, byLayer, exact, config?.value)));
    throwIfAborted(signal, 'compare');
    await outputs.commit();
    const layered = flags.config !== undefined || minAgreement !== undefined;
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
        ...(layered ? ['', formatRunComparison(byLayer)] : []),
        ...verdictLines(passed, minAgreement),
      ],
    );
    return passed ? EXIT.done : EXIT.refused;
  } finally {
    await outputs.close();
  }
}

interface Recording {
  readonly path: string;
  readonly sha256: string;
  readonly evolution: Evolution;
  /** SHA-256 of the configuration that ran, where it is known. */
  readonly config?: string | undefined;
}

/** @throws EMPTY_RUN if there is no timestep: nothing differs where there is nothing. */
async function readRecording(path: string): Promise<Recording> {
  const { bytes } = await readInput(path);
  const evolution = await readEvolution(path);
  refuseEmptyRun(path, 'the evolution', evolution);
  const digest = sha256(bytes);
  const { chipId, config } = await originOf(path, digest);
  return { path, sha256: digest, evolution: { ...evolution, chipId: evolution.chipId ?? chipId }, config };
}

/** The layers of a recording; of an unknown network hidden neurons and outputs are one each. */
function runOf({ path, evolution }: Recording, label: string, config: DeviceConfig | undefined): LayerRun {
  if (config === undefined) return { ...unplaced(evolution), label };
  return ofFile(path, () => runOfEvolution(evolution, config, { label }).value);
}

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

function causeLines(cause: ToldCause | null): readonly string[] {
  if (cause === null) return [];
  const name = cause.cause === 'configurationOrDevice' ? 'another configuration or device' : cause.cause;
  return [`likely cause: ${name}; ${cause.evidence}`];
}

function modelOf(
  [a, b]: readonly [Recording, Recording],
  runs: readonly LayerRun[],
  byLayer: RunComparison,
  exact: Comparison,
  config: DeviceConfig | undefined,
): ReportModel {
  const found: readonly Issue[] = [...exact.issues, ...byLayer.issues];
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
