import { basename, dirname, extname, join } from 'node:path';
import { type JsonValue, throwIfAborted } from '@xylopipe/core';
import type { ThemeName } from '@xylopipe/report';
import { Option } from 'commander';
import { Outputs } from '../node/outputs.js';
import { deviceOption } from './chips.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { addNetworkOptions, IMPORT_FLAGS, type NetworkFlags, toImportOptions } from './options/import-options.js';
import { addInputOptions, type InputFlags } from './options/options.js';
import { RASTER_FLAGS, toRasterOptions } from './options/raster-options.js';
import { type MoreFiles, type RecordedRun, readRecordedRun } from './recorded/recorded-run.js';
import { studyRecorded } from './recorded/study-recorded.js';
import { reportFile } from './report-file.js';

interface ReportFlags extends NetworkFlags, InputFlags {
  readonly config?: string;
  readonly network?: string;
  readonly device?: string;
  readonly out?: string;
  readonly figures?: string;
  readonly theme?: Exclude<ThemeName, 'page'>;
}

/** Adds `report`: a page, and figures, of what was recorded. */
export const addReport: AddCommand = (program, act, chips) => {
  const command = program
    .command('report <recording>')
    .description('show a recording, or the folder that "run --out" wrote: as a page (HTML), as figures (SVG)')
    .option('--out <file>', 'where the page goes (default: beside the recording, unless there are figures)')
    .option('--figures <folder>', 'write every figure as a file of its own, for papers and slides')
    .addOption(new Option('--theme <theme>', 'colours of the figures (default: light)').choices(['light', 'dark']))
    .option('--config <file>', 'what ran: a configuration, or a specification; tells layers and telemetry')
    .option('--network <file>', 'the network that it was made of, to compare with the float simulation')
    .addOption(deviceOption(chips));
  addExamples(
    command,
    'results',
    'results --figures figures --theme light',
    'evolution.npz --config config.json --network network.json --input spikes.npy --out report.html',
  );
  addInputOptions(addNetworkOptions(command)).action(
    act((context, path: string, flags: ReportFlags) => reportRecording(context, path, flags)),
  );
};

async function reportRecording(context: Context, path: string, flags: ReportFlags): Promise<ExitCode> {
  const { output, signal } = context;
  if (flags.theme !== undefined && flags.figures === undefined) {
    throw wrongUse('--theme is for --figures: the page follows its reader');
  }
  if (flags.network === undefined && ['dt', ...IMPORT_FLAGS].some((name) => name in flags)) {
    throw wrongUse('--dt, --reset, --bias and --decay are for --network');
  }
  if (flags.input === undefined && RASTER_FLAGS.some((name) => name in flags)) {
    throw wrongUse('options of spikes are for --input; those of the run are in its recipe');
  }
  const more: MoreFiles = { ...flags, ...toRasterOptions(flags), nir: toImportOptions(flags), signal };
  const recorded = await readRecordedRun(path, more);
  const outputs = new Outputs(recorded.files);
  try {
    const out = flags.out ?? (flags.figures === undefined ? placeFor(path, recorded) : undefined);
    const page = out === undefined ? undefined : await outputs.file(out);
    const folder = flags.figures === undefined ? undefined : await outputs.folder(flags.figures);
    const model = studyRecorded(context, path, recorded, flags.device);
    await page?.(await reportFile(model));
    const names: string[] = [];
    if (folder !== undefined) {
      const { figuresOf } = await import('../study/figures-of.js');
      for (const [name, svg] of figuresOf(model, { theme: flags.theme })) {
        await folder.write(name, svg);
        names.push(name);
      }
    }
    throwIfAborted(signal, path);
    await outputs.commit();
    output.warnings(model.issues);
    output.result(
      () => ({
        chipId: model.chipId ?? null,
        ...(out === undefined ? {} : { report: out }),
        ...(folder === undefined ? {} : { out: folder.folder, figures: names }),
        issues: model.issues as unknown as JsonValue,
      }),
      () => [
        ...(out === undefined ? [] : [`wrote the report ${out}`]),
        ...(folder === undefined ? [] : [`wrote ${names.join(', ')} to ${folder.folder}`]),
      ],
    );
    return EXIT.done;
  } finally {
    await outputs.close();
  }
}

/** A folder has its report inside, a recording beside it. */
const placeFor = (path: string, { folder }: RecordedRun): string =>
  folder === undefined ? join(dirname(path), `${basename(path, extname(path))}.html`) : join(folder, 'report.html');
