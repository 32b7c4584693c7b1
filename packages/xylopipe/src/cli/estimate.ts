import type { DeviceConfig, Evolution, Issue, JsonValue, Raster } from '@xylopipe/core';
import {
  type Activity,
  type AssumedActivity,
  assumedActivity,
  type CostEstimate,
  costsOf,
  estimateCosts,
  meanActivity,
  recordedActivity,
} from '@xylopipe/xylo-common';
import { InvalidArgumentError } from 'commander';
import { readEvolution, readRaster } from '../node/data-files.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { fraction, wholeNumber } from './options/numbers.js';
import { addInputOptions, addSpecOptions, type InputFlags, type SpecFlags } from './options/options.js';
import { RASTER_FLAGS, toRasterOptions } from './options/raster-options.js';
import { estimateLines } from './output/estimate-lines.js';
import { prepare, readConfiguration } from './slice/plan.js';
import { runSlice } from './slice/slice.js';

interface EstimateFlags extends SpecFlags, InputFlags {
  readonly activity?: AssumedActivity;
  readonly inference?: number;
  readonly margin?: number;
  readonly evolution?: string;
}

/** Adds `estimate`: what a network costs on its chip. */
export const addEstimate: AddCommand = (program, act, chips) => {
  const command = program
    .command('estimate <config>')
    .description('estimate clock cycles, clock and energy of a configuration, from published figures of its chip')
    .option(
      '--activity <input[,hidden]>',
      'fraction of timesteps with a spike, without --input (default: 1, the worst case)',
      activityPair,
    )
    .option(
      '--evolution <file>',
      'what the configuration made of --input, recorded with spikes_hidden (.npz or JSON); without it that is simulated',
    )
    .option('--inference <n>', 'timesteps of one inference (default: those of the input, or 1)', wholeNumber(1))
    .option('--margin <fraction>', 'margin of the clock (default: 0.2)', fraction);
  addExamples(
    command,
    'config.json --input spikes.npy',
    'results/config.json --input spikes.npy --evolution results/evolution.npz',
    'config.json --activity 0.1,0.05 --inference 100 --json',
  );
  addInputOptions(addSpecOptions(command, chips)).action(
    act((context, config: string, flags: EstimateFlags) => estimateFile(context, config, flags)),
  );
};

async function estimateFile(context: Context, path: string, flags: EstimateFlags): Promise<ExitCode> {
  const { xylopipe, output } = context;
  const { config, activity, issues } = await measure(context, path, flags);
  const device = xylopipe.device(config.chipId);
  const { inference: steps, margin } = flags;
  const estimate = estimateCosts(config, device.limits, costsOf(device), { activity, steps, margin });
  output.warnings(issues);
  output.result(
    () => ({ ...describe(estimate), issues }) as unknown as JsonValue,
    () => estimateLines(estimate),
  );
  return EXIT.done;
}

/** A network, how active it is, and what there is to say about both. */
interface Measured {
  readonly config: DeviceConfig;
  readonly activity: Activity;
  readonly issues: readonly Issue[];
}

function measure(context: Context, artifact: string, { input, evolution, ...flags }: EstimateFlags): Promise<Measured> {
  if (input === undefined) {
    if (evolution === undefined) return assume(artifact, flags);
    throw wrongUse('--evolution needs --input, too: an evolution does not hold the input that it is of');
  }
  if (flags.activity !== undefined) throw wrongUse('--activity is for estimates without --input, which shows it');
  return evolution === undefined
    ? simulate(context, artifact, { ...flags, input })
    : readRecorded(context, artifact, { ...flags, input, evolution });
}

type Given<K extends 'input' | 'evolution'> = EstimateFlags & { readonly [Key in K]: string };

async function assume(artifact: string, { device, dt, activity, ...flags }: EstimateFlags): Promise<Measured> {
  const unused = RASTER_FLAGS.some((name) => flags[name] !== undefined);
  if (unused) throw wrongUse('--steps, --channels and other options of spikes are for --input');
  const { value: config, issues } = await readConfiguration({ artifact, device, dt });
  return { config, activity: assumedActivity(config, activity), issues };
}

async function readRecorded(
  { signal }: Context,
  artifact: string,
  { device, dt, input, evolution, ...flags }: Given<'input' | 'evolution'>,
): Promise<Measured> {
  const { value: config, issues } = await readConfiguration({ artifact, device, dt });
  const { size, ...choices } = toRasterOptions(flags);
  const raster = await readRaster(input, { ...size, ...choices, dt: config.dt, signal });
  const activity = recordedActivity(config, raster.value, await readEvolution(evolution));
  return { config, activity, issues: [...issues, ...raster.issues] };
}

async function simulate(
  context: Context,
  artifact: string,
  { device, dt, ...flags }: Given<'input'>,
): Promise<Measured> {
  const record = { record: ['spikesHidden'] } as const;
  const evolve = { input: flags.input, ...toRasterOptions(flags), record };
  const { slice } = await prepare({ artifact, device, dt, from: 'deploy', until: 'evolve', ...evolve }, context.signal);
  const { artifacts, issues } = await runSlice(context, slice);
  const config = slice.artifact as DeviceConfig;
  const activity = recordedActivity(config, slice.options.input as Raster, artifacts.get('evolve') as Evolution);
  return { config, activity, issues };
}

const describe = ({ activity, ...estimate }: CostEstimate) => ({ ...estimate, activity: meanActivity(activity) });

/** Reads a fraction for the input and one for the hidden neurons, or one for both. */
function activityPair(text: string): AssumedActivity {
  const [input, hidden = input, ...more] = text.split(',').map(fraction);
  if (more.length > 0) throw new InvalidArgumentError('It must be one number, or two with a comma between them.');
  return { input, hidden };
}
