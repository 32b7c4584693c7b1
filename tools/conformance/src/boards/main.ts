import { vectorsFolder } from '../vectors-folder.js';
import { runBoardsEverywhere } from './run-boards-everywhere.js';

/** Random networks of each of the five chips. */
const RANDOM = 60;

const { XYLOPIPE_SEED: wanted = '', CI } = process.env;
const seed = wanted === '' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
if (!Number.isInteger(seed)) throw new Error(`XYLOPIPE_SEED is ${wanted}, which is no whole number`);
const vectors = vectorsFolder();
console.log(
  `emulated boards and the simulator; ${RANDOM} random networks per chip, XYLOPIPE_SEED=${seed} repeats them`,
);
if (vectors === undefined)
  console.log('recorded networks: SKIPPED, there are no vectors (set XYLOPIPE_VECTORS to their folder)');
const passed = await runBoardsEverywhere({
  choice: { vectors, random: RANDOM, seed },
  ci: CI === 'true',
  print: (line) => console.log(line),
});
process.exitCode = passed ? 0 : 1;
