import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { syns63300 } from '@xylopipe/xylo-syns63300';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import { checkBench } from './checks/bench.js';
import { checkDigits } from './checks/digits.js';
import { checkE2e } from './checks/e2e.js';
import { checkMap, checkMapDiscrepancy } from './checks/map.js';
import { checkNn } from './checks/nn.js';
import { checkQuant } from './checks/quant.js';
import { checkReal } from './checks/real.js';
import { checkSim } from './checks/sim.js';
import type { Context, CoreName } from './context.js';
import { type Report, type Row, rowOf } from './report.js';
import { type CaseResult, failedBy } from './result.js';
import { VECTOR_FAULTS } from './vector-faults.js';
import { readJson, type Vectors } from './vectors.js';

type Check = (json: unknown, context: Context) => readonly CaseResult[] | Promise<readonly CaseResult[]>;

/** How the files of each folder are judged. */
const CHECKS: Readonly<Record<string, Check>> = {
  sim: checkSim,
  nn: checkNn,
  map: checkMap,
  map_discrepancies: checkMapDiscrepancy,
  quant: checkQuant,
  quant_discrepancies: checkQuant,
  e2e: checkE2e,
  real: checkReal,
  digits: checkDigits,
  bench: checkBench,
};

/** Folders that have recorded files wherever there are vectors. */
export const KNOWN_FOLDERS: readonly string[] = Object.keys(CHECKS);

/** Folders that hold states of the simulator are judged once per core. */
const coresFor = (folder: string): readonly CoreName[] =>
  ['sim', 'real', 'bench'].includes(folder) ? ['reference', 'fast'] : ['auto'];

/** Judges all recorded files, printing the first difference of each that fails. Runs anywhere. */
export async function runConformance(vectors: Vectors, print: (line: string) => void): Promise<Report> {
  const registry = new DeviceRegistry([syns61201, syns63300, syns65302]);
  const rows: Row[] = [];
  const judged = new Set<string>();
  for (const folder of foldersOf(vectors)) {
    const files = vectors.files[folder] ?? [];
    for (const core of coresFor(folder)) {
      const results: CaseResult[] = [];
      for (const file of files) {
        const checked = await checkFile(folder, file, { registry, core, read: vectors.read });
        results.push(...checked);
        const failure = failureIn(
          core === 'auto' ? `${folder}/${file}` : `${folder}/${file} on the ${core} core`,
          checked,
        );
        if (failure !== undefined) print(failure);
      }
      rows.push(rowOf(folder, core, files.length, results));
      for (const { name } of results) judged.add(name);
    }
  }
  return { rows, notCompared: faultsAmong(judged) };
}

/** What there is to print of a file that fails. */
function failureIn(where: string, results: readonly CaseResult[]): string | undefined {
  const failed = results.filter((r) => r.outcome === 'failed');
  const [first] = failed;
  return first && `FAILED ${where}: ${failed.length} of ${results.length}; first ${first.name}: ${first.difference}`;
}

/** Folders with recorded files: the known ones in order, then those that nobody knows, which fail. */
const foldersOf = ({ files }: Vectors): readonly string[] =>
  [...new Set([...KNOWN_FOLDERS, ...Object.keys(files)])].filter((name) => Object.hasOwn(files, name));

async function checkFile(folder: string, file: string, context: Context): Promise<readonly CaseResult[]> {
  const check = CHECKS[folder];
  try {
    if (check === undefined) throw new Error(`nobody knows how to judge a file of the folder "${folder}"`);
    const results = await check(await readJson(context, `vectors/${folder}/${file}`), context);
    if (results.length === 0) throw new Error('there is no case in it');
    return results;
  } catch (error) {
    return [failedBy('file', error)];
  }
}

/** What was left out of the comparison, and why. */
const faultsAmong = (names: ReadonlySet<string>): readonly string[] =>
  Object.entries(VECTOR_FAULTS)
    .filter(([name]) => names.has(name))
    .map(([name, { fields, why }]) => `not compared: ${fields.join(', ')} of ${name}: ${why}`);
