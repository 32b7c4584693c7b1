import { type Checked, type DeviceConfig, deviceConfigFromSpec, type MapOptions, XylopipeError } from '@xylopipe/core';
import type { NirImportOptions } from '@xylopipe/nir';
import type { QuantizeOptions } from '@xylopipe/quantize';
import type { SimulatorDeployerOptions } from '@xylopipe/xylo-sim';
import { artifactFrom, networkFor } from '../../node/artifact-file.js';
import { rasterFrom } from '../../node/data-files.js';
import { type InputFile, readInput, sha256 } from '../../node/input-file.js';
import { NOUNS, type StageInput } from '../../node/stage-input.js';
import { deployTargetOf } from '../../node/targets/deploy-target.js';
import type { RecordOptions } from '../../pipeline.js';
import { formatTarget, type Target } from '../../targets/target.js';
import { wrongUse } from '../context.js';
import { refuseUnusedOptions } from '../options/import-options.js';
import type { RasterChoices } from '../options/raster-options.js';
import { timestepOf } from '../options/timestep.js';
import { type Slice, STAGES, type Start, type Stop } from './slice.js';

/** What the user asked for, files not yet read. */
export interface Plan extends RasterChoices {
  /** File with the artifact to begin with. */
  readonly artifact: string;
  /** File with the input spikes. */
  readonly input?: string | undefined;
  /** Where the file does not say it, and to be compared where it does. */
  readonly device?: string | undefined;
  /** Seconds per timestep, likewise. */
  readonly dt?: number | undefined;
  /** What else a NIR file leaves open. */
  readonly nir?: Omit<NirImportOptions, 'dt'> | undefined;
  /** Default: the stage that takes what the file holds. */
  readonly from?: Start | undefined;
  readonly until: Stop;
  readonly map?: MapOptions | undefined;
  readonly quantize?: QuantizeOptions | undefined;
  readonly record?: RecordOptions | undefined;
  readonly simulator?: SimulatorDeployerOptions | undefined;
  /** Default: the simulator. */
  readonly target?: Target | undefined;
  /** SHA-256 that the files must have. */
  readonly digests?: { readonly artifact: string; readonly input?: string | undefined } | undefined;
}

/** A plan whose files are read: ready to run. */
export interface Prepared {
  readonly slice: Slice;
  readonly artifactFile: InputFile;
  readonly inputFile: InputFile | undefined;
}

/**
 * Reads the files of a plan; `signal` ends that.
 * @throws CommanderError where options are missing or contradict each other.
 * @throws WRONG_ARTIFACT if the file holds something that the plan cannot begin with, CHIP_MISMATCH if it is for another chip,
 * RECIPE_INPUT_CHANGED if a file is not the one that the plan was made for.
 */
export async function prepare(plan: Plan, signal?: AbortSignal): Promise<Prepared> {
  if (plan.from !== undefined && isBehind(plan.from, plan.until)) {
    throw wrongUse(`the run cannot go from "${plan.from}" to "${plan.until}", which comes before it`);
  }
  if (plan.until === 'evolve' && plan.input === undefined) throw wrongUse('--input is needed to evolve');
  if (plan.simulator !== undefined && plan.target !== undefined && plan.target.kind !== 'simulator') {
    throw wrongUse(`--core and --telemetry are for the simulator, not for ${formatTarget(plan.target)}`);
  }
  const artifactFile = await readRecorded(plan.artifact, plan.digests?.artifact);
  const inputFile = plan.input === undefined ? undefined : await readRecorded(plan.input, plan.digests?.input);
  const read = await readArtifact(artifactFile, plan, signal);
  const from = startOf(read, plan);
  refuseUnused(from, read, plan);
  const { map, quantize, record, simulator, target } = plan;
  const device = chipOf(read, plan);
  const input = inputFile && (await rasterFrom(inputFile, { ...rasterOptionsOf(plan, timestepOf(read)), signal }));
  return {
    slice: {
      from,
      until: plan.until,
      artifact: artifactFor(from, read, artifactFile),
      options: { device, deploy: target && deployTargetOf(target), input: input?.value, map, quantize, ...record },
      simulator,
      issues: [...read.issues, ...(input?.issues ?? [])].map((issue) => ({ ...issue, stage: 'read' })),
    },
    artifactFile,
    inputFile,
  };
}

/**
 * Reads a configuration, or a quantized specification in place of one, for a command that does not evolve it.
 * @throws CommanderError, WRONG_ARTIFACT and CHIP_MISMATCH as `prepare` does.
 */
export async function readConfiguration(
  given: Pick<Plan, 'artifact' | 'device' | 'dt'>,
): Promise<Checked<DeviceConfig>> {
  const plan: Plan = { ...given, from: 'deploy', until: 'evolve' };
  const file = await readInput(plan.artifact);
  const read = await readArtifact(file, plan);
  const from = startOf(read, plan);
  refuseUnused(from, read, plan);
  chipOf(read, plan);
  return { value: artifactFor(from, read, file) as DeviceConfig, issues: read.issues };
}

const rasterOptionsOf = ({ size, events, nirData }: Plan, dt: number | undefined) => ({ ...size, dt, events, nirData });

const readArtifact = (file: InputFile, { device, dt, nir, from }: Plan, signal?: AbortSignal): Promise<StageInput> =>
  artifactFrom(file, { ...nir, chipId: device, dt, stage: from, signal });

async function readRecorded(path: string, digest: string | undefined): Promise<InputFile> {
  const file = await readInput(path);
  if (digest === undefined || sha256(file.bytes) === digest) return file;
  throw new XylopipeError('RECIPE_INPUT_CHANGED', 'the file is not the one of the recipe', {
    who: path,
    hint: `give the file whose SHA-256 is ${digest}, or run without the recipe`,
  });
}

const isBehind = (stage: Start, until: Start | Stop): boolean => STAGES.indexOf(stage) > STAGES.indexOf(until);

/** Whether `from` can take it: what the file holds, or a quantized specification in place of a configuration. */
const takes = (from: Start, { stage }: StageInput): boolean =>
  from === stage || (from === 'deploy' && stage === 'configure');

function startOf(read: StageInput, { artifact: who, from = read.stage, until }: Plan): Start {
  if (!takes(from, read)) {
    throw new XylopipeError('WRONG_ARTIFACT', `the file holds ${NOUNS[read.stage]}, not ${NOUNS[from]}`, {
      who,
      hint: wayFrom(read.stage, from, who),
    });
  }
  if (isBehind(from, until)) {
    throw new XylopipeError('WRONG_ARTIFACT', `the file holds ${NOUNS[read.stage]}, which is behind "${until}"`, {
      who,
    });
  }
  return from;
}

/** How to get what a stage takes out of a file that another stage takes. */
function wayFrom(has: Start, takes: Start, path: string): string {
  if (!isBehind(takes, has)) return `"xylopipe run" can begin with "${has}"`;
  const before = STAGES[STAGES.indexOf(takes) - 1];
  const device = has === 'extract' || has === 'map' ? ' --device <chip>' : '';
  return `make ${NOUNS[takes]} of it: xylopipe run ${path}${device} --until ${before} --out <folder>`;
}

/** An option that has no effect is a misunderstanding. */
function refuseUnused(
  from: Start,
  read: StageInput,
  { until, dt, nir, map, quantize, input, size, events, nirData, record, simulator, target }: Plan,
): void {
  const given = { map, quantize, evolve: { input, ...size, events, nirData, ...record, ...simulator, target } };
  const [first, last] = [STAGES.indexOf(from), STAGES.indexOf(until)];
  for (const [i, name] of STAGES.entries()) {
    if (!(name in given) || (first <= i && i <= last)) continue;
    if (Object.values(given[name as keyof typeof given] ?? {}).every((value) => value === undefined)) continue;
    throw wrongUse(`there are options for "${name}", but the run goes from "${from}" to "${until}"`);
  }
  refuseUnusedOptions({ ...nir, dt }, read);
}

/** The chip that a file is for. Throws `CHIP_MISMATCH` where another one was asked for, and where nobody says it. */
function chipOf({ artifact }: StageInput, { artifact: who, device }: Pick<Plan, 'artifact' | 'device'>): string {
  const own = 'chipId' in artifact ? artifact.chipId : undefined;
  const chipId = device ?? own;
  if (chipId === undefined) throw wrongUse('--device is needed: the file does not say the chip');
  if (own === undefined || own === chipId) return chipId;
  throw new XylopipeError('CHIP_MISMATCH', `the file is for ${own}, not for ${chipId}`, {
    who,
    hint: `leave --device out, or map the network to ${chipId}`,
  });
}

/** For commands that need no chip. Throws `wrongUse` for one that a file is not for any more than for others, and as `chipOf`. */
export function refuseOtherChip(read: StageInput, given: Pick<Plan, 'artifact' | 'device'>): void {
  if ('chipId' in read.artifact) chipOf(read, given);
  else if (given.device !== undefined)
    throw wrongUse(`--device: the file holds ${NOUNS[read.stage]}, which is for any chip`);
}

function artifactFor(from: Start, read: StageInput, file: InputFile): unknown {
  if (read.stage === 'extract') return networkFor(file, read.artifact);
  return from === 'deploy' && read.stage === 'configure' ? deviceConfigFromSpec(read.artifact) : read.artifact;
}
