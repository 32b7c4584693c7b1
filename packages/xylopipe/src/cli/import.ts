import { basename, dirname } from 'node:path';
import { type JsonValue, networkTreeToJson, throwIfAborted } from '@xylopipe/core';
import { architectureFromJson, jsonFromBytes } from '@xylopipe/formats';
import { artifactFrom } from '../node/artifact-file.js';
import { parseInput, readInput } from '../node/input-file.js';
import { CONVERTED } from '../node/nir-file.js';
import { Outputs } from '../node/outputs.js';
import type { StageInput } from '../node/stage-input.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { addImportOptions, type ImportFlags, refuseUnusedOptions, toImportOptions } from './options/import-options.js';
import { addSpecOptions, type SpecFlags } from './options/options.js';
import { summaryLines, summaryOf } from './output/artifact-summary.js';
import { conversionLines } from './output/conversion-lines.js';
import { refuseOtherChip } from './slice/plan.js';
import { jsonText, RESULTS } from './slice/results.js';

interface Flags extends SpecFlags, ImportFlags {
  readonly architecture?: string;
  readonly out?: string;
}

/** Adds `import`: a file of another tool, and what becomes of it here. */
export const addImport: AddCommand = (program, act, chips) => {
  const command = program
    .command('import <file>')
    .description(
      'read a network of another tool (NIR, Rockpool, samna), tell what it is and all that had to be changed',
    )
    .option('--architecture <file>', "of Rockpool's parameters: the modules that they are of (JSON), or a network")
    .option('--out <file>', 'write it in our own format (JSON)');
  addExamples(
    command,
    'model.nir',
    'model.nir --dt 0.001 --reset subtract --out network.json',
    'parameters.json --architecture architecture.json --out network.json',
  );
  addImportOptions(addSpecOptions(command, chips)).action(
    act((context, file: string, flags: Flags) => importFile(context, file, flags)),
  );
};

async function importFile({ output, signal }: Context, path: string, flags: Flags): Promise<ExitCode> {
  const { device: chipId, dt, architecture, out } = flags;
  const outputs = new Outputs([path, architecture]);
  try {
    const write = out === undefined ? undefined : await outputs.file(out);
    const described = architecture === undefined ? undefined : await readArchitecture(architecture);
    const file = await readInput(path);
    const read = await artifactFrom(file, { chipId, dt, ...toImportOptions(flags), architecture: described, signal });
    if (described !== undefined && (read.layout !== 'rockpool' || read.stage !== 'extract')) {
      throw wrongUse("--architecture is for parameters of Rockpool's");
    }
    refuseUnusedOptions({ dt, ...toImportOptions(flags) }, read);
    refuseOtherChip(read, { artifact: path, device: chipId });
    const summary = parseInput(file, () => summaryOf(read));
    if (write !== undefined) await write(ownFormat(read));
    throwIfAborted(signal, path);
    await outputs.commit();
    const report = read.stage === 'extract' ? (read.conversion ?? []) : [];
    // What that one announces is listed here.
    const issues = read.issues.filter(({ code }) => code !== CONVERTED);
    output.warnings(issues);
    output.result(
      () => ({ ...summary, report, issues, ...(out === undefined ? {} : { out }) }) as unknown as JsonValue,
      () => [
        ...summaryLines(summary),
        ...(report.length === 0 ? [] : ['', ...conversionLines(report)]),
        ...(out === undefined ? [] : ['', `wrote ${basename(out)} to ${dirname(out)}`]),
      ],
    );
    return EXIT.done;
  } finally {
    await outputs.close();
  }
}

async function readArchitecture(path: string) {
  return parseInput(await readInput(path), (bytes) => architectureFromJson(jsonFromBytes(bytes)));
}

/** The stage that makes what another stage takes: it knows how that is written. */
const MADE_BY = { map: 'extract', quantize: 'map', configure: 'quantize', deploy: 'configure' } as const;

const ownFormat = (read: StageInput): string | Uint8Array =>
  read.stage === 'extract'
    ? jsonText(networkTreeToJson(read.artifact))
    : RESULTS[MADE_BY[read.stage]].toFile(read.artifact);
