import { parseArgs } from 'node:util';
import { loadNetwork } from '@xylopipe/example-digits/data';
import { createXylopipe, networkFromTree } from 'xylopipe';
import { scoreRecipes, tuneNetwork } from 'xylopipe/node';
import { recordingsOf } from './recordings.js';

/**
 * Searches a recipe for each network on the validation images: the one that agrees best with the float network, and is right as
 * often as the standard ones. `--candidates` recipes (default: 48), `--seed`; `--test` tells how it does on the test images too, beside the
 * standard recipes. The table in docs/tune.md has `--candidates 800 --test`.
 */
const { values } = parseArgs({
  options: {
    candidates: { type: 'string', default: '48' },
    seed: { type: 'string', default: '0' },
    test: { type: 'boolean', default: false },
  },
});

const NETWORKS = [
  { name: 'digits-10', chipId: 'syns65302', classes: 10 },
  { name: 'digits-8-residual', chipId: 'syns61201', classes: 8 },
] as const;

for (const { name, chipId, classes } of NETWORKS) {
  const subject = { network: networkFromTree(loadNetwork(name)), device: createXylopipe().device(chipId) };
  const recordings = recordingsOf('validation', classes);
  const search = { candidates: Number(values.candidates), seed: Number(values.seed) };
  const start = performance.now();
  const found = await tuneNetwork({ ...subject, recordings }, search);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${name} on ${chipId}: ${found.trials.length} recipes on ${recordings.rasters.length} images in ${seconds.toFixed(0)} s`,
  );
  if (!found.beatsStandards) console.log('  no recipe is at least as good as the standard ones');
  const chosen = found.beatsStandards && found.best !== null ? [found.best] : [];
  const recipes = [...found.standards, ...chosen].map(({ recipe }) => recipe);
  for (const set of values.test ? (['validation', 'test'] as const) : (['validation'] as const)) {
    const judged = recordingsOf(set, classes);
    const images = judged.rasters.length;
    for (const { recipe, score } of await scoreRecipes({ ...subject, recordings: judged }, { recipes })) {
      if (score === null) continue;
      const { accuracy = 0, likelihood, agreement, outputAgreement } = score;
      const right = `${Math.round(accuracy * images)} of ${images} right`;
      const measures = `likelihood ${likelihood?.toFixed(4)}, agreement ${agreement.toFixed(4)}, of outputs ${outputAgreement.toFixed(4)}`;
      console.log(`  ${set.padEnd(10)}  ${right}, ${measures}  ${JSON.stringify(recipe)}`);
    }
  }
}
if (values.test) {
  console.log('The test images were looked at before: docs/tune.md says how often, and what came of it.');
}
