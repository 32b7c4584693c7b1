import { type MapOptions, specSizes } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import type { ReportModel, ReportSearch } from '@xylopipe/report';
import type { Objective, Scored, TuneResult } from '@xylopipe/tune';
import type { Recordings } from '../../node/recordings.js';
import type { TunedNetwork } from '../../node/tune/tune-network.js';
import { isSimulatedByXylo } from '../../simulated-by-xylo.js';
import { type RunToStudy, studyRun } from '../../study/study-run.js';
import type { Xylopipe } from '../../xylopipe.js';
import { flagsOf } from '../options/quantize-flags.js';

/** A search to be shown. */
export interface SearchToShow {
  readonly title: string;
  readonly network: Network;
  readonly chipId: string;
  /** As the network was mapped for the search. */
  readonly map: MapOptions;
  readonly recordings: Recordings;
  readonly tuned: TunedNetwork;
  readonly objectives: readonly Objective[];
  readonly recipe: Readonly<Record<string, string>>;
}

/** Neurons times timesteps of the longest run that is studied: there it takes seconds. */
const CHEAP = 1_000_000;

/** A search, and what its best recipe makes of the first recording, unless that takes long. */
export async function reportOfSearch(
  xylopipe: Xylopipe,
  { title, network, chipId, map, recordings, tuned, objectives, recipe }: SearchToShow,
): Promise<ReportModel> {
  const device = xylopipe.device(chipId);
  const { best, spec } = tuned;
  const input = recordings.rasters[0];
  const common: RunToStudy = {
    title,
    limits: device.limits,
    simulates: isSimulatedByXylo(device),
    network,
    recipe: { ...recipe, ...(best && { quantize: flagsOf(best.recipe) }) },
    issues: tuned.issues.map((issue) => ({ ...issue, stage: 'tune' })),
  };
  const { hidden, outputs } = specSizes(spec);
  const isCheap = input !== undefined && input.steps * (hidden + outputs) <= CHEAP;
  const search = searchOf(tuned, objectives);
  if (best === null || !isCheap || tuned.ended === 'interrupted') {
    return { ...studyRun({ ...common, artifacts: { spec } }), search };
  }
  const onChip = xylopipe.network(network).on(chipId, map).quantize(best.recipe);
  const ran = await onChip.run(input, { record: true });
  return {
    ...studyRun({ ...common, ...ran, input, issues: [...(common.issues ?? []), ...ran.issues] }),
    search,
  };
}

/** Candidates on the first objective, upwards, and on the second. */
function searchOf(
  { trials, front, best }: Pick<TuneResult, 'trials' | 'front' | 'best'>,
  objectives: readonly Objective[],
): ReportSearch {
  const [y = 'agreement', x = y === 'agreement' ? 'outputAgreement' : 'agreement'] = objectives;
  const scored = trials.filter((trial): trial is Scored => trial.score !== null);
  const onFront = new Set(front.map(({ index }) => index));
  return {
    axes: [NAMES[x], NAMES[y]],
    candidates: scored.map(({ index, recipe, score }) => ({
      label: flagsOf(recipe),
      x: score[x] ?? Number.NaN,
      y: score[y] ?? Number.NaN,
      onFront: onFront.has(index),
      chosen: index === best?.index,
    })),
  };
}

const NAMES: Readonly<Record<Objective, string>> = {
  accuracy: 'accuracy',
  likelihood: 'likelihood of labels',
  agreement: 'agreement with float',
  outputAgreement: 'agreement of outputs',
};
