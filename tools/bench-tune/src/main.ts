import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createXylopipe } from 'xylopipe';
import { readNetwork, readRecordings, tuneNetwork } from 'xylopipe/node';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(resolve(REPOSITORY, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors'), '../data/audio-events');

/** Recipes a minute on two cores that the project promises. */
const BOUND = 200;
const CANDIDATES = 200;

if (!existsSync(FOLDER)) console.log('skipped: the audio-events data is not there');
else {
  const { value: network } = await readNetwork(join(FOLDER, 'synnet-parameters.json'));
  const recordings = await readRecordings(FOLDER);
  const device = createXylopipe().device('syns65302');
  const steps = recordings.rasters.reduce((sum, raster) => sum + raster.steps, 0);
  console.log(
    `audio-events: ${recordings.rasters.length} recordings, ${steps} timesteps, threads started within the time`,
  );
  for (const workers of [1, 2]) {
    const start = performance.now();
    const { trials } = await tuneNetwork({ network, device, recordings }, { candidates: CANDIDATES, workers });
    const simulated = trials.filter(({ sameAs }) => sameAs === undefined).length;
    const perMinute = (60_000 * simulated) / (performance.now() - start);
    const bound = workers === 2 ? `  bound ${BOUND}: ${perMinute >= BOUND ? 'met' : 'MISSED'}` : '';
    console.log(
      `${workers} worker${workers > 1 ? 's' : ' '}  ${perMinute.toFixed(0).padStart(6)} recipes simulated a minute${bound}`,
    );
  }
}
