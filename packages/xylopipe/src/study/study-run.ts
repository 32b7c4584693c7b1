import {
  compareEvolutions,
  compareQuantized,
  compareRuns,
  type Explanation,
  evolveLadder,
  explain,
  type LayerDivergence,
  type LayerRun,
  likelyCause,
  type RunComparison,
  runOfEvolution,
  withCauses,
} from '@xylopipe/compare';
import {
  type AnySpec,
  type Checked,
  type ChipLimits,
  type Evolution,
  errorsIn,
  type Issue,
  type Raster,
  type Tensor,
  type TensorData,
} from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import { lintQuantization } from '@xylopipe/quantize';
import type { NeuronTable, ReportModel } from '@xylopipe/report';
import type { DeploymentArtifacts, StageIssue } from '../run-summary.js';
import type { RanOn } from '../targets/ran-on.js';
import { attempt } from './attempt.js';
import { floatRun } from './float-run.js';
import { lintTables } from './lint-tables.js';
import { reportResources } from './report-resources.js';
import { saidOnce } from './said-once.js';
import { type Simulation, simulateOnce } from './simulate-once.js';
import { telemetryTables } from './telemetry-tables.js';
import { unplaced } from './unplaced.js';

/** A run, and what of its way there is; the more there is, the more can be told. What `NetworkOnChip.run` gives is one. */
export interface RunToStudy {
  /** Default: the chip. */
  readonly title?: string | undefined;
  /** Of the chip; without them nothing is evolved again. */
  readonly limits?: ChipLimits | undefined;
  /** Absent where the run did not come that far. */
  readonly evolution?: Evolution | undefined;
  /** What it ran on. Default: nobody knows. */
  readonly ranOn?: RanOn | undefined;
  readonly input?: Raster | undefined;
  readonly network?: Network | undefined;
  /** What `floatRun` made of the same network, input and specification. Default: the network evolves. */
  readonly float?: Checked<LayerRun> | undefined;
  readonly artifacts?: Partial<DeploymentArtifacts> | undefined;
  /** Whether the chip is simulated by `XyloSimulator`, which then counts what saturates. Default `true`. */
  readonly simulates?: boolean | undefined;
  readonly issues?: readonly StageIssue[] | undefined;
  /** Milliseconds by stage. */
  readonly timings?: Readonly<Record<string, number>> | undefined;
  /** What gives the run again, by name. */
  readonly recipe?: Readonly<Record<string, string>> | undefined;
}

export interface StudyOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Everything that there is to see of a run: its layers, the float and the quantized network and, beside a board, the
 * simulator over them, where they part and why, what the quantization did to each neuron, and what saturated. Evolves the float network once
 * and idealised chips a dozen times; the chip itself only in simulation.
 * What refuses to be compared is left out, with warnings.
 * @throws SPEC_INVALID, LAYERS_INVALID or EVOLUTION_INVALID if the recording is not of the specification; ABORTED.
 */
export function studyRun(run: RunToStudy, { signal }: StudyOptions = {}): ReportModel {
  const { limits, input, evolution, artifacts: { graph, spec: mapped, quantized, config } = {} } = run;
  const spec: AnySpec | undefined = config ?? quantized ?? mapped;
  const chipId = evolution?.chipId ?? spec?.chipId;
  const simulation = simulationOf(run);
  const runs = runsOf(run, spec, simulation);
  const why = whyOf(run, runs, signal);
  const { value: lint, issues: unlinted } = attempt('the lint', () => ({
    value: mapped && quantized && lintQuantization(mapped, quantized),
    issues: [],
  }));
  const neuronTables: readonly NeuronTable[] = [
    ...(simulation === undefined ? [] : telemetryTables(simulation.telemetry, simulation.spec)),
    ...(lint === undefined || mapped === undefined ? [] : lintTables(lint, mapped)),
  ];
  return {
    title: run.title ?? `A run on ${chipId ?? 'a chip'}`,
    chipId,
    network: graph,
    spec,
    resources: spec && limits && reportResources(spec, limits),
    input,
    runs: [...runs.all, ...why.runs].map(inSinglePrecision),
    comparisons: why.comparisons,
    explanation: why.explanation,
    issues: saidOnce([
      ...(run.issues ?? []),
      ...underStage('lint', lint?.issues ?? unlinted),
      ...underStage('telemetry', simulation?.issues),
      ...underStage('compare', [...runs.issues, ...why.issues]),
    ]),
    neuronTables,
    stages: run.timings && Object.entries(run.timings).map(([name, milliseconds]) => ({ name, milliseconds })),
    recipe: Object.entries(run.recipe ?? {}),
  };
}

/** The runs of one network and input. */
interface Runs {
  /** The one to study first. */
  readonly all: readonly LayerRun[];
  readonly float?: LayerRun | undefined;
  /** Of the same configuration, where it ran on a board. */
  readonly simulated?: LayerRun | undefined;
  readonly issues: readonly Issue[];
}

function runsOf(run: RunToStudy, spec: AnySpec | undefined, simulation: Simulation | undefined): Runs {
  const { evolution, ranOn, network, input, artifacts: { spec: mapped } = {} } = run;
  if (evolution === undefined) return { all: [], issues: [] };
  if (spec === undefined) return { all: [unplaced(evolution)], issues: [] };
  // Wired as before quantization, which may round away all weights between two layers, and measured in integers.
  const placed = mapped && { ...mapped, threshold: spec.threshold, thresholdOut: spec.thresholdOut };
  const chip = runOfEvolution(evolution, placed ?? spec, { label: ranOn?.kind ?? 'chip' });
  const float: Checked<LayerRun | undefined> | undefined =
    run.float ?? (network && input && mapped && attempt('the float network', () => floatRun(network, input, mapped)));
  const ideal = isOnBoard(run) ? simulation?.evolution : undefined;
  const beside = ideal && runOfEvolution(ideal, placed ?? spec, { label: 'simulator' }).value;
  return {
    all: [chip.value, ...(beside ? [beside] : []), ...(float?.value ? [float.value] : [])],
    float: float?.value,
    simulated: beside,
    issues: [...chip.issues, ...(float?.issues ?? []), ...(ideal ? boardIssues(ideal, evolution) : [])],
  };
}

/** What the simulator makes of the configuration and input of a run; nothing where the chip has one of its own. */
function simulationOf(run: RunToStudy): Simulation | undefined {
  const { artifacts: { config } = {}, input, limits, simulates = true } = run;
  return simulates && config && input && limits ? simulateOnce(config, input, limits, isOnBoard(run)) : undefined;
}

/** Whether there is something to hold against a simulation. */
const isOnBoard = ({ evolution, ranOn }: RunToStudy): boolean =>
  evolution !== undefined && ranOn !== undefined && ranOn.kind !== 'simulator';

interface Why {
  /** Those that were evolved for it. */
  readonly runs: readonly LayerRun[];
  readonly comparisons: readonly RunComparison[];
  readonly explanation?: Explanation | undefined;
  readonly issues: readonly Issue[];
}

/** Where the chip parts from the float network and from its simulator, and why. */
function whyOf(run: RunToStudy, { all, float, simulated: beside }: Runs, signal: AbortSignal | undefined): Why {
  const [chip] = all;
  if (chip === undefined) return { runs: [], comparisons: [], issues: [] };
  const { input, limits, simulates = true, artifacts: { spec: mapped, quantized } = {} } = run;
  const comparisons = beside === undefined ? [] : [blamingDevice(compareRuns(beside, chip))];
  if (float === undefined) return { runs: [], comparisons, issues: comparisons.flatMap(({ issues }) => issues) };
  const withFloat = compareRuns(float, chip, { signals: ['spikes'] });
  const issues = [...withFloat.issues, ...comparisons.flatMap((comparison) => comparison.issues)];
  if (!simulates || !limits || !mapped || !quantized || !input || errorsIn(withFloat.issues).length > 0) {
    return { runs: [], comparisons: [withFloat, ...comparisons], issues };
  }
  const specs = { mapped, quantized };
  const { updateRule } = limits;
  const { value: why, issues: refusals } = attempt('why they part', () => {
    const ladder = evolveLadder(float, specs, input, { updateRule, signal });
    const explanation = explain(float, specs, input, { updateRule, signal, ladder });
    const caused = withCauses(withFloat, float, ladder);
    return { value: { explanation, caused, quantized: compareQuantized(float, beside ?? chip, ladder) }, issues: [] };
  });
  if (why === undefined)
    return { runs: [], comparisons: [withFloat, ...comparisons], issues: [...issues, ...refusals] };
  const { explanation, caused, quantized: between } = why;
  return {
    runs: [between.run],
    comparisons: [caused, between.withFloat, between.withChip, ...comparisons],
    explanation,
    issues,
  };
}

/** A simulator is what the board should be: nothing but the device is left where they part. */
function blamingDevice({ first, layers, ...comparison }: RunComparison): RunComparison {
  const blamed = (at: LayerDivergence | null): LayerDivergence | null => at && { ...at, cause: 'device' };
  return { ...comparison, first: blamed(first), layers: layers.map((one) => ({ ...one, first: blamed(one.first) })) };
}

/** What the values speak for where a board is not what its simulator is. */
function boardIssues(simulation: Evolution, board: Evolution): readonly Issue[] {
  const likely = likelyCause(compareEvolutions(simulation, board), simulation, board);
  if (likely === null) return [];
  const hint = 'run it again, from rest; if it stays, look at its self-test';
  const message = `the board (b) is not what its simulator (a) is: ${likely.evidence}`;
  return [{ code: 'BOARD_DIFFERS', severity: 'warning', at: ['evolution'], measured: likely.cause, message, hint }];
}

const underStage = (stage: string, issues: readonly Issue[] = []): readonly StageIssue[] =>
  issues.map((issue) => ({ ...issue, stage }));

/** In seven digits: more than a plot can show, and smaller in a file. */
function inSinglePrecision(run: LayerRun): LayerRun {
  const single = (tensor: Tensor<TensorData>): Tensor<TensorData> =>
    tensor.data instanceof Float64Array ? { ...tensor, data: tensor.data.map(Math.fround) } : tensor;
  return {
    ...run,
    layers: run.layers.map((layer) => ({
      ...layer,
      signals: Object.fromEntries(Object.entries(layer.signals).map(([name, tensor]) => [name, single(tensor)])),
    })),
  };
}
