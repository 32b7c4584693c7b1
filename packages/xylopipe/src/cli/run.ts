import { dirname } from 'node:path';
import { type Evolution, throwIfAborted } from '@xylopipe/core';
import { Option } from 'commander';
import { sha256 } from '../node/input-file.js';
import { Outputs } from '../node/outputs.js';
import type { StageIssue } from '../run-summary.js';
import { emptyRunIssues } from '../study/empty-run.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { addImportOptions, IMPORT_FLAGS, type ImportFlags, toImportOptions } from './options/import-options.js';
import {
  addInputOptions,
  addMapOptions,
  addQuantizeOptions,
  addRecordOptions,
  addSpecOptions,
  addTargetOptions,
  type InputFlags,
  type MapFlags,
  QUANTIZE_FLAGS,
  type QuantizeFlags,
  type RecordFlags,
  type SpecFlags,
  type TargetFlags,
  toMapOptions,
  toQuantizeOptions,
  toRecordOptions,
  toSimulatorOptions,
} from './options/options.js';
import { RASTER_FLAGS, toRasterOptions } from './options/raster-options.js';
import { reportFile } from './report-file.js';
import { type Plan, prepare } from './slice/plan.js';
import { planOfRecipe, type Recipe, readRecipe, recipeToText } from './slice/recipe.js';
import { recipeOf } from './slice/recipe-of.js';
import { RESULTS } from './slice/results.js';
import { showResult } from './slice/show-result.js';
import {
  type SliceOutcome,
  type SliceResult,
  STAGES,
  STARTS,
  STOPS,
  type Start,
  type Stop,
  trySlice,
} from './slice/slice.js';
import { studySlice } from './slice/study-slice.js';

interface RunFlags extends SpecFlags, ImportFlags, MapFlags, QuantizeFlags, InputFlags, RecordFlags, TargetFlags {
  readonly from?: Start;
  readonly until?: Stop;
  readonly recipe?: string;
  readonly out?: string;
  readonly report?: string;
}

/** What a recipe says once and for all; what it runs on changes no bit of what comes of it. */
const FIXED_BY_RECIPE = [
  ...['device', 'dt', 'from', 'until', 'maxHidden', 'maxOutput'],
  ...IMPORT_FLAGS,
  ...QUANTIZE_FLAGS,
  ...RASTER_FLAGS,
  ...['output', 'record'],
];

/** Adds `run`: the whole pipeline, or any stretch of it. */
export const addRun: AddCommand = (program, act, chips) => {
  const command = program
    .command('run [file]')
    .description('run the whole pipeline, or any stretch of it, and keep everything that comes of it')
    .option(
      '--out <folder>',
      'write every artifact, the evolution, and run.json: the recipe of the run; replaces older ones',
    )
    .option(
      '--report <file>',
      'write a report (HTML) of what happened and why; records every state unless --record says which; of a run that is refused: its issues',
    )
    .addOption(new Option('--from <stage>', 'stage that takes the file (default: as the file tells)').choices(STARTS))
    .addOption(new Option('--until <stage>', 'last stage to run (default: evolve)').choices(STOPS))
    .addOption(
      new Option('--recipe <run.json>', 'repeat a run; [file] and --input say where its inputs are now').conflicts(
        FIXED_BY_RECIPE,
      ),
    )
    .addHelpText('after', STAGES_HELP);
  addExamples(
    command,
    'network.json --device syns61201 --quantize channel --input spikes.npy --record --out results',
    'results/spec.json --from quantize --until configure --quantize global --out other',
    '--recipe results/run.json --out again',
    'network.json --device syns61201 --input spikes.npy --report report.html',
  );
  addTargetOptions(
    addRecordOptions(
      addInputOptions(addQuantizeOptions(addMapOptions(addImportOptions(addSpecOptions(command, chips))))),
    ),
  ).action(act((context, file: string | undefined, flags: RunFlags) => run(context, file, flags)));
};

const STAGES_HELP = `
Stages and what they take:
  extract    network
  map        graph
  quantize   mapped specification (spec.json)
  configure  quantized specification (quantized.json)
  deploy     configuration (config.json)
  evolve     input spikes`;

async function run(context: Context, file: string | undefined, flags: RunFlags): Promise<ExitCode> {
  const recipe = flags.recipe === undefined ? undefined : await readRecipe(flags.recipe);
  const plan = recipe === undefined ? planOf(file, flags) : planOfRecipe(recipe, flags.recipe ?? '', file, flags.input);
  const prepared = await prepare(
    { ...plan, simulator: toSimulatorOptions(flags), target: flags.target },
    context.signal,
  );
  const outputs = new Outputs([plan.artifact, plan.input, flags.recipe]);
  try {
    const folder =
      flags.out === undefined ? undefined : await outputs.folder(flags.out, fileNames(prepared.slice.from, plan.until));
    const page = flags.report === undefined ? undefined : await outputs.file(flags.report);
    const writePage = async (outcome: SliceOutcome): Promise<void> => {
      const own = recipeOf(plan, prepared, outcome, new Map(), dirname(flags.report ?? ''));
      await page?.(await reportFile(studySlice(context, prepared, outcome, own)));
    };
    const { refusal, ...result } = await trySlice(context, prepared.slice);
    if (refusal !== undefined) {
      if (page === undefined || exitCodeOf(refusal.error) !== EXIT.refused) throw refusal.error;
      await writePage({ ...result, refusal });
      await outputs.commit();
      throw refusal.error;
    }
    const files = folder === undefined && recipe === undefined ? new Map() : filesOf(result, plan.until);
    const evolution = result.artifacts.get('evolve') as Evolution | undefined;
    const checked = {
      ...result,
      issues: [...result.issues, ...emptyRunIssues(evolution), ...differences(files, recipe)],
    };
    if (folder !== undefined) {
      files.set('run.json', recipeToText(recipeOf(plan, prepared, checked, files, folder.folder)));
      for (const [name, content] of files) await folder.write(name, content);
    }
    if (page !== undefined) await writePage(checked);
    throwIfAborted(context.signal, flags.out ?? flags.report ?? '');
    await outputs.commit(folder && new Map([[folder, resultsBehind(plan.until)]]));
    const results = folder && { out: folder.folder, files: [...files.keys()] };
    showResult(context, prepared, checked, { results, report: flags.report });
    return EXIT.done;
  } finally {
    await outputs.close();
  }
}

function planOf(file: string | undefined, flags: RunFlags): Plan {
  const { device, dt, from, until = 'evolve' } = flags;
  if (file === undefined) throw wrongUse('a file to begin with is needed, or --recipe');
  return {
    artifact: file,
    input: flags.input,
    ...toRasterOptions(flags),
    device,
    dt,
    nir: toImportOptions(flags),
    from,
    until,
    map: toMapOptions(flags),
    quantize: toQuantizeOptions(flags),
    record: toRecordOptions({ ...flags, record: recordOf(flags, until) }),
  };
}

/** A report shows every state, unless the user says which. */
const recordOf = ({ record, report }: RunFlags, until: Stop): RecordFlags['record'] =>
  record ?? (report !== undefined && until === 'evolve' ? true : undefined);

/** Names of all that is written or taken away where results are. */
const fileNames = (from: Start, until: Stop): readonly string[] => [
  ...STOPS.filter((stage) => isKept(stage, until) && STAGES.indexOf(stage) >= STAGES.indexOf(from)).map(
    (stage) => RESULTS[stage].fileName,
  ),
  'run.json',
];

/** All but the graph, of which the specification says the same, unless it is the last. */
const isKept = (stage: Stop, until: Stop): boolean => stage !== 'extract' || until === stage;

/** Names of the results of later stages: where an earlier run left some, they do not belong to this one. */
const resultsBehind = (until: Stop): readonly string[] =>
  STOPS.slice(STOPS.indexOf(until) + 1).map((stage) => RESULTS[stage].fileName);

type Contents = Map<string, string | Uint8Array>;

/** Every artifact as a file. */
function filesOf({ artifacts }: SliceResult, until: Stop): Contents {
  const files: Contents = new Map();
  for (const stage of STAGES) {
    if (stage === 'deploy' || !artifacts.has(stage) || !isKept(stage, until)) continue;
    const { fileName, toFile } = RESULTS[stage];
    files.set(fileName, toFile(artifacts.get(stage)));
  }
  return files;
}

/** A warning for every file that is not what the recipe gave. */
const differences = (files: Contents, recipe: Recipe | undefined): readonly StageIssue[] =>
  Object.entries(recipe?.outputs ?? {})
    .filter(([name, recorded]) => sha256(files.get(name) ?? '') !== recorded)
    .map(([name]) => ({
      stage: 'recipe',
      code: 'RECIPE_NOT_REPRODUCED',
      severity: 'warning',
      at: ['outputs', name],
      message: `${name} is not what the recipe gave`,
      hint: `the recipe was run with xylopipe ${recipe?.versions.xylopipe} on Node ${recipe?.versions.node}`,
    }));
