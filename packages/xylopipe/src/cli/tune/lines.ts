import type { JsonValue } from '@xylopipe/core';
import type { Objective, Scored, TuneResult } from '@xylopipe/tune';
import { flagsOf } from '../options/quantize-flags.js';
import { table } from '../output/table.js';

/** Recipes of the front that are shown: `--json` has them all. */
const SHOWN = 8;

/** What a search found, for people: the standard recipes, the best one, and those that no other beats. */
export function tuneLines(result: TuneResult, objectives: readonly Objective[]): readonly string[] {
  const { best, standards, front, beatsStandards } = result;
  if (best === null) return [];
  const others = front.filter((trial) => trial !== best && !standards.includes(trial));
  const labelled = best.score.accuracy !== undefined;
  const row = (name: string, { score, recipe }: Scored): readonly string[] => [
    name,
    ...(labelled ? [percent(score.accuracy ?? 0), percent(score.likelihood ?? 0)] : []),
    percent(score.agreement),
    percent(score.outputAgreement),
    flagsOf(recipe),
  ];
  return [
    ...aligned([
      ['', ...(labelled ? ['accuracy', 'likelihood'] : []), 'agreement', 'outputs', 'recipe'],
      ...standards.map((trial) => row('standard', trial)),
      row('best', best),
      ...others.slice(0, SHOWN).map((trial) => row('front', trial)),
    ]),
    ...(others.length > SHOWN ? [`... and ${others.length - SHOWN} more of the front; --json lists them all`] : []),
    '',
    ...(beatsStandards || standards.length === 0
      ? [`use it with: ${flagsOf(best.recipe)}`]
      : standards.includes(best)
        ? ['no recipe is better than the standard ones']
        : ['no recipe is at least as good as the standard ones in accuracy, agreement and the objectives']),
    ...gainLines(result, objectives),
    summaryOf(result),
  ];
}

/** What the best recipe gains over the standard one that the objectives put first, and where that was seen. */
function gainLines({ best, standards }: TuneResult, objectives: readonly Objective[]): readonly string[] {
  const [first, ...rest] = standards;
  if (best === null || first === undefined || standards.includes(best)) return [];
  const better = rest.reduce((a, b) => (isBetter(b, a, objectives) ? b : a), first);
  const gains = objectives.map((objective) => {
    const points = 100 * ((best.score[objective] ?? 0) - (better.score[objective] ?? 0));
    return `${objective} ${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)} points`;
  });
  return [`against ${flagsOf(better.recipe)}: ${gains.join(', ')}; on the recordings searched, so check it on others`];
}

function isBetter({ score: a }: Scored, { score: b }: Scored, objectives: readonly Objective[]): boolean {
  const decides = objectives.find((objective) => a[objective] !== b[objective]);
  return decides !== undefined && (a[decides] ?? 0) > (b[decides] ?? 0);
}

/** How much was tried, and why no more. */
function summaryOf({ trials, ended }: TuneResult): string {
  const refused = trials.filter(({ score }) => score === null).length;
  const same = trials.filter(({ sameAs }) => sameAs !== undefined).length;
  return `${trials.length} recipes tried, ${same} of them with integers of another, ${refused} refused; ${WHY[ended]}`;
}

const WHY = {
  candidates: 'that is as many as were asked for',
  time: 'the time is over',
  exhausted: 'there is no other to try',
  interrupted: 'interrupted',
} as const satisfies Record<TuneResult['ended'], string>;

/** What a search found, for programs. */
export const tuneJson = ({
  best,
  standards,
  front,
  beatsStandards,
  trials,
  ended,
}: TuneResult): { readonly [key: string]: JsonValue } =>
  ({
    best: best && brief(best),
    beatsStandards,
    standards: standards.map(brief),
    front: front.map(brief),
    tried: trials.length,
    same: trials.filter(({ sameAs }) => sameAs !== undefined).length,
    refused: trials.filter(({ score }) => score === null).length,
    ended,
  }) as unknown as { readonly [key: string]: JsonValue };

const brief = ({ index, recipe, score }: Scored) => ({ index, recipe, score, flags: flagsOf(recipe) });

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** A table whose last column, text, begins at one place. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...rows.map((row) => row.at(-1)?.length ?? 0));
  return table(rows.map((row) => [...row.slice(0, -1), (row.at(-1) ?? '').padEnd(width)]));
}
