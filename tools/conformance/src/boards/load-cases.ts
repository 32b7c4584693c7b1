import { readJson } from '../vectors.js';
import { vectorsOnDisk } from '../vectors-on-disk.js';
import type { CasesFor } from './board-case.js';
import { digitsCases } from './cases/digits-cases.js';
import { e2eCases } from './cases/e2e-cases.js';
import { randomCases } from './cases/random-cases.js';
import { realCases } from './cases/real-cases.js';
import { simCases } from './cases/sim-cases.js';

/** What boards are judged by; plain data, for it goes from process to process. */
export interface CaseChoice {
  /** The folder of the vectors on disk; `undefined` where there are none. */
  readonly vectors: string | undefined;
  /** Random networks of each chip. */
  readonly random: number;
  /** What repeats them. */
  readonly seed: number;
  /** Samples of each network for digits, from the first on. Default: all, held against what is recorded of all. */
  readonly digits?: number | undefined;
}

/** All cases of a choice. Throws where a folder of recorded files is empty. */
export const loadCases = async ({ vectors, random, seed, digits }: CaseChoice): Promise<readonly CasesFor[]> => [
  ...(vectors === undefined ? [] : await recordedCases(vectors, digits)),
  randomCases(random, seed),
];

async function recordedCases(folder: string, samples: number | undefined): Promise<readonly CasesFor[]> {
  const vectors = vectorsOnDisk(folder);
  const read = async (set: string, names: readonly string[] = vectors.files[set] ?? []): Promise<unknown[]> => {
    if (names.length === 0) throw new Error(`there are no recorded files (.json.gz) of ${set} in ${folder}`);
    return Promise.all(names.map((name) => readJson(vectors, `vectors/${set}/${name}`)));
  };
  const [digits] = await read('digits', ['expected.json.gz']);
  return [
    await realCases(await read('real'), vectors),
    e2eCases(await read('e2e')),
    await digitsCases(digits, vectors, samples),
    simCases(await read('sim')),
  ];
}
