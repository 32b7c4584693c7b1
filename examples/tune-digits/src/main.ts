import { parseArgs } from 'node:util';
import { loadNetwork } from '@xylopipe/example-digits/data';
import { createXylopipe, networkFromTree, type QuantizeOptions } from 'xylopipe';
import { type Recordings, scoreRecipes, tuneNetwork } from 'xylopipe/node';
import { chooseRecipe } from './choose.js';
import { searchRecordings, testRecordings, validationRecordings } from './recordings.js';

/**
 * Searches a recipe for each network on validation images alone, then tells once how it does on the test images beside the
 * standard ones: `--candidates` recipes (default: 1000), `--seed`; `--blind` leaves the test images out.
 */
const { values } = parseArgs({
  options: {
    candidates: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '0' },
    blind: { type: 'boolean', default: false },
  },
});

const NETWORKS = [
  { name: 'digits-10', chipId: 'syns65302', classes: 10 },
  { name: 'digits-8-residual', chipId: 'syns61201', classes: 8 },
] as const;

for (const { name, chipId, classes } of NETWORKS) {
  const network = networkFromTree(loadNetwork(name));
  const device = createXylopipe().device(chipId);
  const search = { candidates: Number(values.candidates), seed: Number(values.seed) };
  const start = performance.now();
  const recordings = searchRecordings(classes);
  const found = await tuneNetwork({ network, device, recordings }, search);
  const validation = validationRecordings(classes);
  const chosen = await chooseRecipe({ network, device }, found, validation);
  const minutes = (performance.now() - start) / 60_000;
  const searched = `${found.trials.length} recipes on ${recordings.rasters.length} rasters`;
  console.log(`${name} on ${chipId}: ${searched} in ${minutes.toFixed(1)} min`);
  if (chosen === undefined) console.log('  no recipe is at least as good as the standard ones in everything');
  const recipes = [...found.standards.map(({ recipe }) => recipe), ...(chosen ? [chosen] : [])];
  const sets = { search: recordings, validation, ...(!values.blind && { test: testRecordings(classes) }) };
  for (const [set, of] of Object.entries(sets)) await printScores(set, of, recipes);
  console.log();

  async function printScores(set: string, of: Recordings, recipes: readonly QuantizeOptions[]): Promise<void> {
    for (const { recipe, score } of await scoreRecipes({ network, device, recordings: of }, { recipes })) {
      const correct = Math.round((score?.accuracy ?? 0) * of.rasters.length);
      const cells = [
        set.padEnd(10),
        `${correct} of ${of.rasters.length} right`.padEnd(18),
        `agreement ${score?.agreement.toFixed(4)}, of outputs ${score?.outputAgreement.toFixed(4)}`,
        JSON.stringify(recipe),
      ];
      console.log(`  ${cells.join('  ')}`);
    }
  }
}
