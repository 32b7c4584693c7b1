import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Evolution, type Issue, isXylopipeError, type Raster, XylopipeError } from '@xylopipe/core';
import type { NirImportOptions } from '@xylopipe/nir';
import type { Network } from '@xylopipe/nn';
import { artifactFrom, networkFor } from '../../node/artifact-file.js';
import { rasterFrom, readEvolution } from '../../node/data-files.js';
import { type InputFile, readInput, sha256 } from '../../node/input-file.js';
import type { StageInput } from '../../node/stage-input.js';
import type { DeploymentArtifacts, StageIssue } from '../../run-summary.js';
import { refuseUnusedOptions } from '../options/import-options.js';
import type { RasterChoices } from '../options/raster-options.js';
import { type Recipe, readRecipe } from '../slice/recipe.js';
import { RESULTS } from '../slice/results.js';
import { recipeBehind, recipePathOf } from './recording-origin.js';

/** Files that say more of a recording than it does itself. */
export interface MoreFiles extends RasterChoices {
  /** A configuration, or what it was made of. */
  readonly config?: string | undefined;
  readonly network?: string | undefined;
  /** Of a network in a NIR file; default: as in the recipe. */
  readonly dt?: number | undefined;
  readonly nir?: Omit<NirImportOptions, 'dt'> | undefined;
  readonly input?: string | undefined;
  /** Ends the reading of NIR files. */
  readonly signal?: AbortSignal | undefined;
}

/** What is left of a run on disk. */
export interface RecordedRun {
  /** Where it lies, if in a folder of its own. */
  readonly folder?: string | undefined;
  /** Every file that says something of it. */
  readonly files: readonly string[];
  readonly evolution?: Evolution | undefined;
  readonly recipe?: Recipe | undefined;
  readonly network?: Network | undefined;
  /** SHA-256 of its file. */
  readonly networkDigest?: string | undefined;
  readonly input?: Raster | undefined;
  readonly artifacts: Partial<DeploymentArtifacts>;
  /** Of the run itself, and of files that are not what they were. */
  readonly issues: readonly StageIssue[];
}

/** Everything that was read, as it comes in. */
type Found = { -readonly [K in keyof RecordedRun]: RecordedRun[K] } & { issues: StageIssue[]; files: string[] };

/**
 * Reads what is left of a run: a recording, or the folder that `run --out` wrote, with the inputs that its recipe names.
 * Inputs that are not there any more, or not what they were, are left out with a warning; files that were named are not.
 * @throws NO_RESULTS if a folder has neither a recording nor an artifact, and what the files are refused for.
 */
export async function readRecordedRun(path: string, more: MoreFiles): Promise<RecordedRun> {
  const given = [more.config, more.network, more.input].filter((file) => file !== undefined);
  const found: Found = { files: [path, ...given], artifacts: {}, issues: [] };
  if (await isFolder(path)) {
    found.folder = path;
    await readResults(path, more, found);
  } else {
    found.evolution = await readEvolution(path);
    found.files.push(recipePathOf(path));
    takeRecipe(await recipeBehind(path, sha256((await readInput(path)).bytes)), found);
  }
  if (more.config !== undefined) await takeConfig(await readInput(more.config), found);
  if (more.network !== undefined) await take(await readInput(more.network), found, 'extract', more);
  if (more.input !== undefined) await takeRaster(await readInput(more.input), more, found);
  return found;
}

async function readResults(folder: string, more: MoreFiles, found: Found): Promise<void> {
  const names = await readdir(folder);
  const { evolve, ...artifacts } = RESULTS;
  const there = Object.values(artifacts).filter(({ fileName }) => names.includes(fileName));
  if (names.includes(evolve.fileName)) found.evolution = await readEvolution(join(folder, evolve.fileName));
  if (found.evolution === undefined && there.length === 0) throw noResults(folder);
  const own = [RECIPE, ...Object.values(RESULTS).map(({ fileName }) => fileName)];
  found.files.push(...own.filter((name) => names.includes(name)).map((name) => join(folder, name)));
  const recipe = names.includes(RECIPE) ? await readRecipe(join(folder, RECIPE)) : undefined;
  takeRecipe(recipe, found);
  if (recipe !== undefined) await takeInputs(recipe, folder, more, found);
  const read = async (fileName: string): Promise<InputFile> => {
    const file = await readInput(join(folder, fileName));
    const digest = recipe?.outputs[fileName];
    if (digest !== undefined && sha256(file.bytes) !== digest) found.issues.push(changed(file.path, 'outputs'));
    return file;
  };
  if (found.evolution !== undefined) await read(evolve.fileName);
  for (const { fileName } of there) await take(await read(fileName), found);
}

function takeRecipe(recipe: Recipe | undefined, found: Found): void {
  if (recipe === undefined) return;
  found.recipe = recipe;
  found.issues.push(...recipe.issues.filter(isStageIssue));
}

/** What the run began with, where it still is and still the same. */
async function takeInputs({ inputs, options }: Recipe, folder: string, more: MoreFiles, found: Found): Promise<void> {
  const { artifact, raster } = inputs;
  const read = async (
    { path, sha256: digest }: Recipe['inputs']['artifact'],
    use: (file: InputFile) => Promise<void>,
  ): Promise<void> => {
    try {
      const file = await readInput(resolve(folder, path));
      found.files.push(file.path);
      if (sha256(file.bytes) === digest) await use(file);
      else found.issues.push(changed(file.path, 'inputs'));
    } catch (error) {
      if (!isXylopipeError(error) || error.code !== 'FILE_NOT_READABLE') throw error;
      found.issues.push(moved(path));
    }
  };
  if (more.network === undefined) await read(artifact, (file) => take(file, found, undefined, { signal: more.signal }));
  if (raster !== undefined && more.input === undefined) {
    await read(raster, (file) => takeRaster(file, { ...options, signal: more.signal }, found));
  }
}

async function takeRaster(
  file: InputFile,
  { size, events, nirData, signal }: RasterChoices & Pick<MoreFiles, 'signal'>,
  found: Found,
): Promise<void> {
  const { value, issues } = await rasterFrom(file, { ...size, dt: found.evolution?.dt, events, nirData, signal });
  found.input = value;
  found.issues.push(...issues.map((issue) => ({ ...issue, stage: 'read' })));
}

/** Puts an artifact where it belongs. Throws `WRONG_ARTIFACT` if it has to be that of another stage. */
async function take(
  file: InputFile,
  found: Found,
  stage?: StageInput['stage'],
  given: Pick<MoreFiles, 'dt' | 'nir' | 'signal'> = {},
): Promise<void> {
  const read = await artifactFrom(file, {
    ...found.recipe?.options.nir,
    ...given.nir,
    chipId: found.evolution?.chipId,
    dt: given.dt ?? found.evolution?.dt ?? found.recipe?.options.dt,
    stage,
    signal: given.signal,
  });
  refuseUnusedOptions({ dt: given.dt, ...given.nir }, read);
  if (stage !== undefined && read.stage !== stage) {
    throw new XylopipeError('WRONG_ARTIFACT', 'the file holds no network', { who: file.path });
  }
  const issues = read.issues.map((issue) => ({ ...issue, stage: 'read' }));
  // Of a file that the run has read as well the same was said already.
  found.issues.push(...issues.filter((issue) => !found.issues.some((said) => isDeepStrictEqual(said, issue))));
  if (read.stage === 'extract') {
    found.network = networkFor(file, read.artifact);
    found.networkDigest = sha256(file.bytes);
  } else found.artifacts = { ...found.artifacts, [MADE[read.stage]]: read.artifact };
}

/** What ran takes the place of what is in the folder: each of its whole numbers follows from it. */
async function takeConfig(file: InputFile, found: Found): Promise<void> {
  const { quantized, config, ...others } = found.artifacts;
  found.artifacts = {};
  await take(file, found);
  const isWhole = found.artifacts.config !== undefined || found.artifacts.quantized !== undefined;
  found.artifacts = { ...others, ...(isWhole ? {} : { quantized, config }), ...found.artifacts };
}

/** What the artifact is that a stage takes. */
const MADE = { map: 'graph', quantize: 'spec', configure: 'quantized', deploy: 'config' } as const;

const RECIPE = 'run.json';

/** Whether there is a folder of that name. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A recipe may be of anybody: what tells nothing of these is no issue. */
function isStageIssue(value: unknown): value is StageIssue {
  const { code, message, at, severity } = (value ?? {}) as Partial<StageIssue>;
  return typeof code === 'string' && typeof message === 'string' && Array.isArray(at) && typeof severity === 'string';
}

const noResults = (folder: string): XylopipeError =>
  new XylopipeError('NO_RESULTS', 'the folder has no results of a run', {
    who: folder,
    hint: 'give a folder that "xylopipe run --out" wrote, or an evolution',
  });

const warning = (issue: Omit<Issue, 'severity'>): StageIssue => ({ ...issue, severity: 'warning', stage: 'read' });

const changed = (path: string, at: 'inputs' | 'outputs'): StageIssue =>
  warning({
    code: at === 'inputs' ? 'RECIPE_INPUT_CHANGED' : 'RESULT_CHANGED',
    at: [at, basename(path)],
    message: `${path} is not what it was in the run${at === 'inputs' ? ', and is left out' : ''}`,
    hint: at === 'inputs' ? 'give the file of the run with --network or --input' : 'repeat the run with --recipe',
  });

const moved = (path: string): StageIssue =>
  warning({
    code: 'RECIPE_INPUT_MISSING',
    at: ['inputs', basename(path)],
    message: `${path}, as run.json calls it, is not there any more, and is left out`,
    hint: 'say where it is now with --network or --input',
  });
