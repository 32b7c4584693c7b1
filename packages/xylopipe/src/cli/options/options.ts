import {
  type MapOptions,
  OUTPUT_SIGNALS,
  type OutputMode,
  SIGNAL_FILE_NAMES,
  SIGNAL_NAMES,
  type SignalName,
} from '@xylopipe/core';
import {
  DASH_ROUNDINGS,
  type DashRounding,
  QUANTIZE_METHODS,
  type QuantizeMethod,
  type QuantizeOptions,
} from '@xylopipe/quantize';
import type { CoreChoice, SimulatorDeployerOptions } from '@xylopipe/xylo-sim';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RecordOptions } from '../../pipeline.js';
import type { Target } from '../../targets/target.js';
import { type Chips, deviceOption } from '../chips.js';
import { targetOption } from '../hdk/target-option.js';
import { atLeastOne, percentile, positive, wholeNumber } from './numbers.js';
import { addRasterOptions, type RasterFlags } from './raster-options.js';

export interface SpecFlags {
  readonly device?: string;
  readonly dt?: number;
}

export interface MapFlags {
  readonly maxHidden?: number;
  readonly maxOutput?: number;
}

export interface QuantizeFlags {
  readonly quantize?: QuantizeMethod;
  readonly bitsWeight?: number;
  readonly bitsThreshold?: number;
  readonly fuzzy?: true;
  readonly scaleCap?: number;
  readonly clipPercentile?: number;
  readonly thresholdScale?: number;
  readonly thresholdScaleOut?: number;
  readonly dashRounding?: DashRounding;
  readonly compat?: 'rockpool-3.0.3';
}

export interface InputFlags extends RasterFlags {
  readonly input?: string;
}

export interface RecordFlags {
  readonly output?: OutputMode;
  readonly record?: true | readonly SignalName[];
}

export interface SimulatorFlags {
  readonly core?: CoreChoice;
  readonly telemetry?: true;
}

export interface TargetFlags extends SimulatorFlags {
  readonly target?: Target;
}

/** The names of `QuantizeFlags`, for options that exclude them. */
export const QUANTIZE_FLAGS: readonly (keyof QuantizeFlags)[] = [
  'quantize',
  'bitsWeight',
  'bitsThreshold',
  'fuzzy',
  'scaleCap',
  'clipPercentile',
  'thresholdScale',
  'thresholdScaleOut',
  'dashRounding',
  'compat',
];

/** What a specification without header does not say. */
export const addSpecOptions = (command: Command, chips: Chips): Command =>
  command
    .addOption(deviceOption(chips))
    .option('--dt <seconds>', 'duration of a timestep, where the file does not say it', positive);

export const addMapOptions = (command: Command): Command =>
  command
    .option('--max-hidden <n>', 'hidden neurons to give out, to simulate more than the chip has', wholeNumber(1))
    .option('--max-output <n>', 'output neurons to give out', wholeNumber(1));

export const addQuantizeOptions = (command: Command, names = '--quantize'): Command =>
  command
    .addOption(
      new Option(
        `${names} <method>`,
        'one factor for all neurons, for each layer, or for each neuron (default: global)',
      ).choices(QUANTIZE_METHODS),
    )
    .option('--bits-weight <n>', 'bits of a weight (default: those of the chip)', wholeNumber(2, 31))
    .option('--bits-threshold <n>', 'bits of a threshold (default: those of the chip)', wholeNumber(2, 31))
    .option('--fuzzy', 'scale by the spread of the weights and clip the largest; not with method channel')
    .option('--scale-cap <times>', 'no factor over so many times the global one; method layer or channel', atLeastOne)
    .option('--clip-percentile <p>', 'clip the weights beyond this percentile of their magnitudes', percentile)
    .option('--threshold-scale <x>', 'what thresholds are multiplied with besides (default: 1)', positive)
    .option('--threshold-scale-out <x>', 'the same of output neurons (default: as --threshold-scale)', positive)
    .addOption(
      new Option(
        '--dash-rounding <way>',
        'to the nearest dash, the nearest decay, or always up or down (default: nearest)',
      ).choices(DASH_ROUNDINGS),
    )
    .addOption(new Option('--compat <tool>', 'reproduce the values of another tool').choices(['rockpool-3.0.3']));

export const addInputOptions = (command: Command): Command =>
  addRasterOptions(
    command.option(
      '--input <file>',
      'input spikes (T, N): .npy, .npz, .json or .csv; events, with --time-unit; data of NIR',
    ),
  );

export const addRecordOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--output <state>', 'what is the answer (default: spikes)').choices(Object.keys(OUTPUT_SIGNALS)),
    )
    .option('--record [signals]', `record states: every one, or some of ${FILE_NAMES.join(',')}`, signalList);

const addSimulatorOptions = (command: Command): Command =>
  command
    .addOption(new Option('--core <core>', 'which core evolves; all give the same bits (default: auto)').choices(CORES))
    .option('--telemetry', 'warn of what saturated, was cut, stayed silent or always fired');

/** What to deploy to, and how to simulate where that is the simulator. */
export const addTargetOptions = (command: Command): Command => addSimulatorOptions(command.addOption(targetOption()));

export const toMapOptions = ({ maxHidden, maxOutput }: MapFlags): MapOptions => ({
  maxHiddenNeurons: maxHidden,
  maxOutputNeurons: maxOutput,
});

export const toQuantizeOptions = (flags: QuantizeFlags): QuantizeOptions => ({
  method: flags.quantize,
  bitsPerWeight: flags.bitsWeight,
  bitsPerThreshold: flags.bitsThreshold,
  fuzzyScaling: flags.fuzzy,
  scaleCap: flags.scaleCap,
  clipPercentile: flags.clipPercentile,
  thresholdScale: flags.thresholdScale,
  thresholdScaleOut: flags.thresholdScaleOut,
  dashRounding: flags.dashRounding,
  compat: flags.compat,
});

export const toRecordOptions = ({ output, record }: RecordFlags): RecordOptions => ({ output, record });

/** Nothing where the simulator of the chip will do as it is. */
export const toSimulatorOptions = ({ core, telemetry }: SimulatorFlags): SimulatorDeployerOptions | undefined =>
  core === undefined && telemetry === undefined ? undefined : { core, telemetry };

const CORES: readonly CoreChoice[] = ['auto', 'reference', 'fast'];

const FILE_NAMES: readonly string[] = SIGNAL_NAMES.map((name) => SIGNAL_FILE_NAMES[name]);

export function signalList(text: string): readonly SignalName[] {
  return text.split(',').map((fileName) => {
    const found = SIGNAL_NAMES[FILE_NAMES.indexOf(fileName.trim())];
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`There is no signal "${fileName.trim()}"; have: ${FILE_NAMES.join(', ')}.`);
  });
}
