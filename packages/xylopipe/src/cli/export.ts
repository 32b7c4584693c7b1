import { basename, dirname } from 'node:path';
import { type JsonValue, throwIfAborted } from '@xylopipe/core';
import type { Compression } from '@xylopipe/nir/node';
import { Option } from 'commander';
import { artifactFrom } from '../node/artifact-file.js';
import { parseInput, parseInputAsync, readInput } from '../node/input-file.js';
import { Outputs } from '../node/outputs.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { EXPORT_FORMATS, type ExportFormat, exported, formatFor } from './export-formats.js';
import { addImportOptions, type ImportFlags, refuseUnusedOptions, toImportOptions } from './options/import-options.js';
import { addSpecOptions, type SpecFlags } from './options/options.js';
import { timestepOf } from './options/timestep.js';
import { refuseOtherChip } from './slice/plan.js';

interface Flags extends SpecFlags, ImportFlags {
  readonly out: string;
  readonly format?: ExportFormat;
  readonly compression?: Compression;
}

/** Adds `export`: a network, a specification or a configuration for another tool. */
export const addExport: AddCommand = (program, act, chips) => {
  const command = program
    .command('export <file>')
    .description(
      'write a network (NIR, Rockpool), a specification (Rockpool) or a configuration (samna) for another tool',
    )
    .requiredOption('--out <file>', 'where it goes: .nir, or .json')
    .addOption(
      new Option('--format <tool>', 'whose format (default: as the name of the output tells)').choices(EXPORT_FORMATS),
    )
    .addOption(new Option('--compression <way>', 'of arrays in NIR (default: gzip)').choices(['gzip', 'none']));
  addExamples(
    command,
    'network.json --out model.nir',
    'results/quantized.json --out specification.json',
    'results/config.json --format samna --out samna.json',
  );
  addImportOptions(addSpecOptions(command, chips)).action(
    act((context, file: string, flags: Flags) => exportFile(context, file, flags)),
  );
};

async function exportFile({ output, signal }: Context, path: string, flags: Flags): Promise<ExitCode> {
  const { device: chipId, dt, out, compression } = flags;
  const outputs = new Outputs([path]);
  try {
    const write = await outputs.file(out);
    const file = await readInput(path);
    const read = await artifactFrom(file, { chipId, dt, ...toImportOptions(flags), signal });
    refuseOtherChip(read, { artifact: path, device: chipId });
    const format = parseInput(file, () => formatFor(read, out, flags.format));
    // NIR is in seconds, which layers need not be.
    const isOpen = format === 'nir' && read.stage === 'extract' && timestepOf(read) === undefined;
    refuseUnusedOptions({ ...toImportOptions(flags), dt: isOpen ? undefined : dt }, read);
    if (compression !== undefined && format !== 'nir') throw wrongUse('--compression is for NIR');
    const options = { dt: isOpen ? dt : undefined, compression, signal };
    const { value, issues } = await parseInputAsync(file, () => exported(read, format, options));
    await write(value);
    throwIfAborted(signal, path);
    await outputs.commit();
    const all = [...read.issues, ...issues];
    output.warnings(all);
    output.result(
      () => ({ format, out, issues: all as unknown as JsonValue }),
      () => [`wrote ${basename(out)} to ${dirname(out)} (${format})`],
    );
    return EXIT.done;
  } finally {
    await outputs.close();
  }
}
