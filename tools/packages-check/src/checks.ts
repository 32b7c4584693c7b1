import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { InstalledPackage } from './installed-package.js';
import { run, workspaceRoot } from './run.js';

/** Looks at one package and returns its problems. */
type Check = (pkg: InstalledPackage) => Promise<string[]>;

/** The tarball holds what a user needs and nothing of the workspace. */
const contents: Check = async ({ name, files, manifest }) => {
  const folder = join(workspaceRoot, 'packages', name.replace('@xylopipe/', ''));
  const unwanted = files.filter((file) => !isPublic(file));
  const stale = files.filter((file) => file.endsWith('.d.ts') && !existsSync(join(folder, sourceOf(file))));
  const fromWorkspace = ['@xylopipe/source', 'workspace:'].filter((word) => JSON.stringify(manifest).includes(word));
  return [
    ...(files.includes('LICENSE') ? [] : ['LICENSE is missing']),
    ...unwanted.map((file) => `${file} does not belong in a package`),
    ...stale.map((file) => `${file} has no source any more: remove dist and build again`),
    ...fromWorkspace.map((word) => `package.json says ${word}, which means nothing outside of the workspace`),
  ];
};

/** The manifest keeps its promises, by the rules of publint. */
const lint: Check = async ({ tarball }) => {
  const { buffer } = Uint8Array.from(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true, level: 'warning' });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
};

/** Types resolve as the code does, by the rules of "are the types wrong". */
const types: Check = async ({ tarball }) => {
  const attw = join(workspaceRoot, 'node_modules/.bin/attw');
  return failureOf(run(attw, [tarball, '--profile', 'esm-only', '--format', 'ascii']));
};

/** Plain Node imports every entry. */
const imports: Check = async ({ name, manifest, project }) => {
  const entries = Object.keys(manifest.exports).map((entry) => JSON.stringify(entry.replace('.', name)));
  const code = entries.map((entry) => `await import(${entry});`).join(' ');
  return failureOf(run(process.execPath, ['--input-type=module', '--eval', code], project));
};

/** Every command prints its help. */
const commands: Check = async ({ manifest, project }) => {
  const failures = Object.keys(manifest.bin ?? {}).map((command) =>
    failureOf(
      run(join(project, 'node_modules/.bin', command), ['--help'], project).then((help) => {
        if (!help.includes(command)) throw new Error(`${command} --help prints no help`);
      }),
    ),
  );
  return (await Promise.all(failures)).flat();
};

/** Plain Node evolves a batch on two workers, whose script comes with the package. */
const batch: Check = async ({ name, project }) => {
  if (name !== '@xylopipe/xylo-sim') return [];
  return failureOf(run(process.execPath, ['--input-type=module', '--eval', batchOfTwo], project));
};

const batchOfTwo = `
  import { deepStrictEqual } from 'node:assert';
  import { deviceConfigFromSpec, Raster, zeros } from '@xylopipe/core';
  import { XyloSimulator } from '@xylopipe/xylo-sim';
  import { evolveBatch } from '@xylopipe/xylo-sim/node';
  const [one, none] = [Float64Array.of(1), Float64Array.of(0)];
  const config = deviceConfigFromSpec({
    chipId: 'any', dt: 0.001, aliases: [[]],
    weightsIn: { shape: [1, 1, 1], data: one }, weightsRec: zeros([1, 1, 1]), weightsOut: { shape: [1, 1], data: one },
    weightShiftIn: 0, weightShiftRec: 0, weightShiftOut: 0,
    dashMem: one, dashSyn: one, dashSyn2: none, dashMemOut: one, dashSynOut: one,
    threshold: one, thresholdOut: one, bias: none, biasOut: none,
  });
  const rasters = [1, 2, 3].map((count) => Raster.fromNested([[count], [0]]));
  const values = [];
  for await (const result of evolveBatch(config, rasters, { workers: 2, record: true })) values.push(result.value);
  deepStrictEqual(values, rasters.map((raster) => XyloSimulator.from(config).evolve(raster, { record: true })));
`;

/** Plain Node writes a NIR file and reads it again, in threads whose script and HDF5 library come with the package. */
const nirFile: Check = async ({ name, project }) => {
  if (name !== '@xylopipe/nir') return [];
  return failureOf(run(process.execPath, ['--input-type=module', '--eval', nirFileAndBack], project));
};

const nirFileAndBack = `
  import { deepStrictEqual } from 'node:assert';
  import { readNir, writeNir } from '@xylopipe/nir/node';
  const weight = { shape: [1, 2], data: Float32Array.of(1, 2) };
  const file = { version: '1.0.8', root: { type: 'Linear', weight } };
  deepStrictEqual(await readNir(await writeNir(file)), { value: file, issues: [] });
`;

/** The command writes a network as NIR and imports it again, with readers that it loads when it needs them. */
const nirByCommand: Check = async ({ name, project }) => {
  if (name !== 'xylopipe') return [];
  const command = join(project, 'node_modules/.bin/xylopipe');
  const network = join(project, 'network.json');
  const model = join(project, 'model.nir');
  const roundTrip = async (): Promise<void> => {
    await writeFile(network, JSON.stringify(oneNeuron));
    await run(command, ['export', network, '--out', model], project);
    const told = JSON.parse(await run(command, ['import', model, '--json'], project));
    if (told.layout !== 'nir' || told.outputs !== 1) throw new Error(`xylopipe import says ${JSON.stringify(told)}`);
  };
  return failureOf(roundTrip());
};

const lif = { threshold: 1, bias: 0, has_rec: false, w_rec: null, dt: 0.001 };
const oneNeuron = {
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [1, 1], weight: [[1]] },
    { type: 'LIFBitshift', shape: [1, 1], tau_mem: 0.002, tau_syn: 0.002, ...lif },
  ],
};

/** Plain Node starts the Python process that comes with the package, which then finds no samna. */
const bridge: Check = async ({ name, project }) => {
  if (name !== '@xylopipe/hdk-transport') return [];
  return failureOf(run(process.execPath, ['--input-type=module', '--eval', bridgeWithoutSamna], project));
};

const bridgeWithoutSamna = `
  import { match } from 'node:assert';
  import { listSamnaBoards } from '@xylopipe/hdk-transport/samna';
  const { code } = await listSamnaBoards().catch((error) => error);
  match(String(code), /^(SAMNA_MISSING|PYTHON_MISSING)$/);
`;

/** Runs all checks on a package and returns all problems. */
export async function problemsOf(pkg: InstalledPackage): Promise<string[]> {
  const checks = [contents, lint, types, imports, commands, batch, nirFile, nirByCommand, bridge];
  return (await Promise.all(checks.map((check) => check(pkg)))).flat();
}

function isPublic(file: string): boolean {
  const expected =
    /^(dist\/.+\.(js|js\.map|d\.ts)|dist\/site\/index\.html|python\/.+\.py|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/;
  return expected.test(file) && !/\.test(-d)?\./.test(file);
}

function sourceOf(file: string): string {
  return file.replace(/^dist/, 'src').replace(/\.d\.ts$/, '.ts');
}

async function failureOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
