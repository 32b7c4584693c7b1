import {
  checkShape,
  FLAG,
  type Issue,
  issueUnder,
  type Kind,
  oneOf,
  refuseOnErrors,
  type Shape,
  TEXT,
} from '@xylopipe/core';
import { deepFreeze } from '../maps/deep-freeze.js';
import type { ChipCosts, CycleModel, Figure, PowerFigures, SupplyPower, Synapse2Model } from './chip-costs.js';

/** Checks and freezes the costs of a chip. Throws `COSTS_INVALID` with everything `costsIssues` finds. */
export function defineCosts(costs: ChipCosts): ChipCosts {
  refuseInvalidCosts(costs, chipIdIn(costs));
  return deepFreeze(costs);
}

/** Throws `COSTS_INVALID` with everything `costsIssues` finds. */
export function refuseInvalidCosts(costs: unknown, who: string): void {
  refuseOnErrors(costsIssues(costs), 'COSTS_INVALID', 'the costs are not what they must be', { who });
}

/**
 * Everything that keeps a value from being the costs of a chip, whatever the value is: figures that are neither known nor have
 * a reason, keys that are missing or not known, amounts that are no finite numbers from 0 on.
 */
export const costsIssues = (costs: unknown): readonly Issue[] => [
  ...checkShape(costs, COSTS),
  ...figureIssues('cycles', costs, CYCLE_MODEL, cycleIssues),
  ...figureIssues('power', costs, POWER_FIGURES, powerIssues),
];

const LOOKED_AT_BELOW: Kind = { limit: 'a figure, or why there is none', is: () => true };

const COSTS = {
  chipId: TEXT,
  cycles: LOOKED_AT_BELOW,
  power: LOOKED_AT_BELOW,
} as const satisfies Record<keyof ChipCosts, Kind>;

const AMOUNT: Kind = {
  limit: '0 or a positive number',
  is: (value) => Number.isFinite(value) && (value as number) >= 0,
};
const FREQUENCY: Kind = { limit: 'a positive number', is: (value) => AMOUNT.is(value) && value !== 0 };
const OPTIONAL: Kind = { limit: 'its operations', is: () => true, optional: true };

const CYCLE_MODEL = {
  source: TEXT,
  inputPerTarget: AMOUNT,
  inputPerChannel: AMOUNT,
  recurrentPerTarget: AMOUNT,
  hiddenDecay: AMOUNT,
  outputPerSource: AMOUNT,
  outputPerTarget: AMOUNT,
  hiddenUpdate: AMOUNT,
  outputUpdate: AMOUNT,
  expansion: oneOf(['all', 'connected'] satisfies CycleModel['expansion'][]),
  synapse2: OPTIONAL,
} as const satisfies Record<keyof CycleModel, Kind>;

const SYNAPSE2 = {
  inputPerTarget: AMOUNT,
  recurrentPerTarget: AMOUNT,
  hiddenDecay: AMOUNT,
} as const satisfies Record<keyof Synapse2Model, Kind>;

const POWER_FIGURES = {
  source: TEXT,
  clockHz: FREQUENCY,
  supplies: { limit: 'a list of supplies, one or more', is: (value) => Array.isArray(value) && value.length > 0 },
} as const satisfies Record<keyof PowerFigures, Kind>;

const SUPPLY = {
  supply: TEXT,
  activeMicrowatts: AMOUNT,
  idleMicrowatts: { ...AMOUNT, optional: true },
} as const satisfies Record<keyof SupplyPower, Kind>;

/** What is wrong with a figure of the costs: it is known, of a shape, or there is a reason. */
function figureIssues(
  key: 'cycles' | 'power',
  costs: unknown,
  shape: Shape,
  more: (value: Readonly<Record<string, unknown>>) => readonly Issue[],
): readonly Issue[] {
  const figure = (costs as ChipCosts | null | undefined)?.[key] as
    | Partial<Figure<unknown> & { value: unknown }>
    | undefined;
  // That it is missing is said already.
  if (figure === undefined) return [];
  const known = figure?.known === true;
  const issues = checkShape(figure, known ? { known: FLAG, value: shape } : { known: FLAG, reason: TEXT });
  const inside = known && isObject(figure.value) ? more(figure.value).map((issue) => issueUnder(['value'], issue)) : [];
  return [...issues, ...inside].map((issue) => issueUnder([key], issue));
}

const cycleIssues = ({ synapse2 }: Readonly<Record<string, unknown>>): readonly Issue[] =>
  synapse2 === undefined ? [] : checkShape(synapse2, SYNAPSE2).map((issue) => issueUnder(['synapse2'], issue));

const powerIssues = ({ supplies }: Readonly<Record<string, unknown>>): readonly Issue[] =>
  Array.isArray(supplies)
    ? [...supplies].flatMap((supply, i) =>
        checkShape(supply, SUPPLY).map((issue) => issueUnder(['supplies', i], issue)),
      )
    : [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Of whom they say they are. */
const chipIdIn = (costs: unknown): string =>
  isObject(costs) && typeof costs.chipId === 'string' ? costs.chipId : 'costs without a chip id';
