import { formatIssue, type JsonValue, type MappedSpec, type QuantizedSpec, XylopipeError } from '@xylopipe/core';
import { lintQuantization, type NeuronLint, type QuantizationLint } from '@xylopipe/quantize';
import { Option } from 'commander';
import { artifactFrom } from '../node/artifact-file.js';
import { type InputFile, readInput } from '../node/input-file.js';
import { NOUNS } from '../node/stage-input.js';
import { type AddCommand, addExamples, type Context } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { addImportOptions, type ImportFlags, toImportOptions } from './options/import-options.js';
import {
  addMapOptions,
  addQuantizeOptions,
  addSpecOptions,
  type MapFlags,
  QUANTIZE_FLAGS,
  type QuantizeFlags,
  type SpecFlags,
  toMapOptions,
  toQuantizeOptions,
} from './options/options.js';
import { table } from './output/table.js';
import { prepare } from './slice/plan.js';
import { runSlice, type Slice, type SliceResult } from './slice/slice.js';

interface LintFlags extends SpecFlags, ImportFlags, MapFlags, QuantizeFlags {
  readonly quantized?: string;
  readonly strict?: true;
}

/** Adds `lint`: what quantization does to a network. */
export const addLint: AddCommand = (program, act, chips) => {
  const command = program
    .command('lint <file>')
    .description(
      'tell what quantization does to a network or a mapped specification, and what may go wrong on the chip',
    )
    .addOption(
      new Option('--quantized <file>', 'what the specification was quantized to, elsewhere').conflicts([
        ...QUANTIZE_FLAGS,
      ]),
    )
    .option('--strict', 'exit code 1 if anything is found');
  addExamples(
    command,
    'network.json --device syns61201 --quantize channel --scale-cap 4',
    'spec.json --quantized quantized.json --strict',
  );
  addQuantizeOptions(addMapOptions(addImportOptions(addSpecOptions(command, chips)))).action(
    act((context, file: string, flags: LintFlags) => lintFile(context, file, flags)),
  );
};

async function lintFile(context: Context, artifact: string, { strict, ...flags }: LintFlags): Promise<ExitCode> {
  const { output, signal } = context;
  refuseRecording(await readInput(artifact));
  const plan = {
    artifact,
    device: flags.device,
    dt: flags.dt,
    nir: toImportOptions(flags),
    map: toMapOptions(flags),
  };
  const { slice } = await prepare({ ...plan, until: 'quantize', quantize: toQuantizeOptions(flags) }, signal);
  const result = await runSlice(context, slice);
  const lint =
    flags.quantized === undefined
      ? lintOf(slice, result)
      : lintQuantization(mappedOf(slice, result), await readQuantized(flags.quantized, slice.options.device));
  output.warnings(result.issues);
  output.result(
    () => ({
      chipId: slice.options.device,
      issues: [...result.issues, ...lint.issues.map((issue) => ({ ...issue, stage: 'lint' }))] as unknown as JsonValue,
      hidden: columnsOf(lint.hidden),
      outputs: columnsOf(lint.outputs),
    }),
    () => lintLines(lint),
  );
  return strict && lint.issues.length > 0 ? EXIT.refused : EXIT.done;
}

/** Rasters and evolutions lie beside networks, and hold nothing to be quantized. Throws `WRONG_ARTIFACT`. */
function refuseRecording({ path: who, bytes }: InputFile): void {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  if (!/^(\x93NUMPY|PK)/.test(start) && !/"format"\s*:\s*"xylopipe\/(evolution|raster)"/.test(start)) return;
  throw new XylopipeError('WRONG_ARTIFACT', 'the file holds a recording, of which there is nothing to lint', {
    who,
    hint: `lint takes ${NOUNS.extract}, ${NOUNS.map} or ${NOUNS.quantize}`,
  });
}

/** What a slice that ends with `quantize` did to its network. */
export const lintOf = (slice: Slice, result: SliceResult): QuantizationLint =>
  lintQuantization(mappedOf(slice, result), result.artifacts.get('quantize') as QuantizedSpec);

const mappedOf = ({ artifact }: Slice, { artifacts }: SliceResult): MappedSpec =>
  (artifacts.get('map') ?? artifact) as MappedSpec;

async function readQuantized(path: string, chipId: string): Promise<QuantizedSpec> {
  const read = await artifactFrom(await readInput(path), { chipId, stage: 'configure' });
  if (read.stage === 'configure') return read.artifact;
  throw new XylopipeError('WRONG_ARTIFACT', `the file holds ${NOUNS[read.stage]}, not ${NOUNS.configure}`, {
    who: path,
  });
}

/** Findings, and the neurons in numbers. */
const lintLines = ({ issues, hidden, outputs }: QuantizationLint): readonly string[] => [
  ...(issues.length === 0 ? ['nothing found'] : issues.flatMap((issue) => formatIssue(issue).split('\n'))),
  '',
  ...table([
    ['neurons', 'count', 'weights', 'lost', 'dead', 'bits', 'weight error', 'threshold error', 'saturation likely'],
    rowOf('hidden', hidden),
    rowOf('outputs', outputs),
  ]),
];

/** The least bits, the largest errors. */
function rowOf(name: string, lint: NeuronLint): readonly (string | number)[] {
  const connected = lint.rangeBits.filter((_, n) => (lint.weights[n] as number) > 0);
  return [
    name,
    lint.count,
    sum(lint.weights),
    sum(lint.weightsLost),
    sum(lint.dead),
    connected.length === 0 ? '-' : connected.reduce((a, b) => Math.min(a, b)).toFixed(1),
    largest(lint.weightError),
    largest(lint.thresholdError),
    lint.saturationRisk.filter((risk) => risk === 2).length,
  ];
}

const sum = (values: Uint8Array | Uint32Array): number => Array.from(values).reduce((a, b) => a + b, 0);

function largest(percents: Float64Array): string {
  const known = percents.filter((x) => !Number.isNaN(x));
  return known.length === 0 ? '-' : `${known.reduce((a, b) => Math.max(a, Math.abs(b)), 0).toFixed(1)} %`;
}

/** Columns as lists; null where there is nothing to be measured. */
const columnsOf = ({ count, ...columns }: NeuronLint): JsonValue => ({
  count,
  ...Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      Array.from(values, (x: number) => (Number.isFinite(x) ? x : null)),
    ]),
  ),
});
