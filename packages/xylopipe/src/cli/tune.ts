import { basename, dirname, join } from 'node:path';
import { type JsonValue, XylopipeError } from '@xylopipe/core';
import { OBJECTIVES, type Objective, type Trial } from '@xylopipe/tune';
import { InvalidArgumentError } from 'commander';
import { readInput, sha256 } from '../node/input-file.js';
import { Outputs } from '../node/outputs.js';
import { type Recordings, readRecordings } from '../node/recordings.js';
import { objectivesFor } from '../node/tune/recordings-check.js';
import type { TunedNetwork } from '../node/tune/tune-network.js';
import { deviceOption } from './chips.js';
import { type AddCommand, addExamples, type Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { duration } from './options/duration.js';
import { addNetworkOptions, type NetworkFlags, readGivenNetwork, toImportOptions } from './options/import-options.js';
import { wholeNumber } from './options/numbers.js';
import { addMapOptions, type MapFlags, toMapOptions } from './options/options.js';
import { addRasterOptions, type RasterFlags, toRasterOptions } from './options/raster-options.js';
import { timestepOf } from './options/timestep.js';
import { reportFile } from './report-file.js';
import { type Recipe, recipeRows, recipeToText } from './slice/recipe.js';
import { tuneJson, tuneLines } from './tune/lines.js';
import { watcher } from './tune/progress.js';
import { digestOf, recipeOfFound } from './tune/recipe.js';
import { TuneState } from './tune/state.js';
import { chanceWarnings } from './tune/warnings.js';
import { versions } from './versions.js';

interface TuneFlags extends NetworkFlags, MapFlags, RasterFlags {
  readonly device: string;
  readonly data: string;
  readonly objective?: readonly Objective[];
  readonly candidates?: number;
  readonly time?: number;
  readonly seed: number;
  readonly workers?: number;
  readonly out?: string;
  readonly report?: string;
  readonly resume?: string;
}

const MAX_CANDIDATES = 1_000_000;

/** Adds `tune`: the search for the quantization that suits a network. */
export const addTune: AddCommand = (program, act, chips) => {
  const command = program
    .command('tune <network>')
    .description('search the quantization that suits a network best, by its recordings, on all cores')
    .requiredOption(
      '--data <path>',
      'recordings: a folder of .npy, .csv or .nir, with labels.csv or not, or a labelled set',
    )
    .addOption(deviceOption(chips).makeOptionMandatory())
    .option(
      '--objective <measures>',
      `what to look for, the most important first, of ${OBJECTIVES.join(', ')} (default: agreement, then accuracy where there are labels)`,
      objectiveList,
    )
    .option(
      '--candidates <n>',
      'recipes to try (default: 200, or as many as there is time for)',
      wholeNumber(1, MAX_CANDIDATES),
    )
    .option('--time <span>', 'begin no further recipe after this time, e.g. 90s, 5m or 1h', duration)
    .option('--seed <n>', 'the same seed tries the same recipes', wholeNumber(0, 2 ** 32 - 1), 0)
    .option('--workers <n>', 'threads; they change no result (default: one per core)', wholeNumber(1, 256))
    .option('--out <file>', 'write the best recipe, for "run --recipe"')
    .option('--report <file>', 'write a report (HTML) with all candidates and the best of them on the first recording')
    .option(
      '--resume <file>',
      'keep every trial in this file (JSON lines), and go on with those that are there already',
    );
  addExamples(
    command,
    'network.json --device syns61201 --data recordings --time 60s --out recipe.json',
    'network.json --device syns65302 --data digits.npz --objective likelihood,agreement --report tune.html',
    'network.json --device syns61201 --data recordings --candidates 2000 --resume search.jsonl',
  );
  addRasterOptions(addMapOptions(addNetworkOptions(command))).action(
    act((context, network: string, flags: TuneFlags) => tuneFile(context, network, flags)),
  );
};

function objectiveList(text: string): readonly Objective[] {
  const names = text.split(',').map((name) => name.trim());
  const isKnown = (name: string): name is Objective => (OBJECTIVES as readonly string[]).includes(name);
  const unknown = names.find((name) => !isKnown(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`There is no measure "${unknown}"; have: ${OBJECTIVES.join(', ')}.`);
  }
  if (new Set(names).size < names.length) throw new InvalidArgumentError('Name each measure once.');
  return names.filter(isKnown);
}

async function tuneFile(context: Context, path: string, flags: TuneFlags): Promise<ExitCode> {
  const { xylopipe, output, signal } = context;
  const { device: chipId, seed, workers, time, candidates = time === undefined ? 200 : MAX_CANDIDATES } = flags;
  const map = toMapOptions(flags);
  const { value: network, issues: remarks } = await readGivenNetwork(path, flags, signal);
  const { size, ...choices } = toRasterOptions(flags);
  const dt = timestepOf({ stage: 'extract', artifact: network.toTree() });
  const recordings = await readRecordings(flags.data, { ...size, ...choices, dt, signal });
  const objectives = flags.objective ?? objectivesFor(recordings);
  const digests = { network: sha256((await readInput(path)).bytes), data: digestOf(recordings) };
  const data = [flags.data, ...['labels.csv', ...recordings.names].map((name) => join(flags.data, name))];
  const outputs = new Outputs([path, ...data]);
  const progress = output.progress();
  try {
    const writeRecipe = flags.out === undefined ? undefined : await outputs.file(flags.out);
    const writeReport = flags.report === undefined ? undefined : await outputs.file(flags.report);
    if (flags.resume !== undefined) await outputs.claim(flags.resume);
    const imported = { dt: flags.dt, nir: toImportOptions(flags) };
    const asked = { import: JSON.stringify(imported), map: JSON.stringify(map) };
    const own = { device: chipId, ...asked, objectives: objectives.join(', '), seed: String(seed) };
    const identity = { ...digests, ...own, version: versions().xylopipe };
    const state = flags.resume === undefined ? undefined : await TuneState.open(flags.resume, identity);
    const watch = watcher(state?.trials ?? [], objectives, { candidates, time });
    const { tuneNetwork } = await import('../node/tune/tune-network.js');
    const search = { objectives, seed, candidates, timeBudget: time, workers, resume: state?.trials };
    const tuned = await tuneNetwork(
      { network, device: xylopipe.device(chipId), recordings, map },
      {
        ...search,
        interrupt: signal,
        onTrial: (trial) => {
          state?.add(trial);
          progress.update(...watch(trial));
        },
      },
    );
    progress.stop();
    if (tuned.best === null) throw nothingFound(chipId, tuned.trials, signal);
    const found = { chipId, ...imported, map, ...tuned, best: tuned.best, objectives, seed };
    const recipeAt = (place: string): Recipe => recipeOfFound(found, { path, digests }, dirname(place));
    await writeRecipe?.(recipeToText(recipeAt(flags.out ?? '')));
    if (writeReport !== undefined) {
      const { reportOfSearch } = await import('./tune/report.js');
      const recipe = recipeRows(recipeAt(flags.report ?? ''));
      const title = `tune ${basename(path)}`;
      const shown = { title, network, chipId, map, recordings, tuned, objectives, recipe };
      await writeReport(await reportFile(await reportOfSearch(xylopipe, shown)));
    }
    // Also when interrupted: what was found is kept.
    await outputs.commit();
    const issues = [
      ...remarks,
      ...(recordings.issues ?? []),
      ...tuned.issues,
      ...chanceWarnings(tuned, recordings.labels),
    ];
    showFound(context, { ...tuned, issues }, { chipId, recordings, objectives, flags });
    return tuned.ended === 'interrupted' ? EXIT.interrupted : EXIT.done;
  } finally {
    progress.stop();
    await outputs.close();
  }
}

interface Asked {
  readonly chipId: string;
  readonly recordings: Recordings;
  readonly objectives: readonly Objective[];
  readonly flags: TuneFlags;
}

function showFound(
  { output }: Context,
  tuned: TunedNetwork,
  { chipId, recordings, objectives, flags: { seed, out, report } }: Asked,
): void {
  output.warnings(tuned.issues);
  output.result(
    () => ({
      chipId,
      recordings: recordings.rasters.length,
      labelled: recordings.labels !== undefined,
      objectives: [...objectives],
      seed,
      ...tuneJson(tuned),
      ...(out !== undefined && { out }),
      ...(report !== undefined && { report }),
      issues: tuned.issues as unknown as JsonValue,
    }),
    () => [
      ...tuneLines(tuned, objectives),
      ...[out, report].filter((file) => file !== undefined).map((file) => `wrote ${file}`),
    ],
  );
}

function nothingFound(who: string, trials: readonly Trial[], signal: AbortSignal): XylopipeError {
  if (signal.aborted) return new XylopipeError('ABORTED', 'interrupted before any recipe was tried', { who });
  return new XylopipeError('NO_RECIPE', `the chip takes none of ${trials.length} recipes`, {
    who,
    issues: trials[0]?.issues ?? [],
    hint: 'make the network smaller until "xylopipe configure" takes it',
  });
}
