import { type CostEstimate, CYCLE_TERMS, type Estimated, type Figure, meanActivity } from '@xylopipe/xylo-common';
import { table } from './table.js';

/** An estimate for people. What is not known has its reason in place of a number. */
export const estimateLines = (estimate: CostEstimate): readonly string[] => [
  `${estimate.chipId}, ${estimate.dt} s per timestep`,
  activityLine(estimate),
  '',
  ...cycleLines(estimate),
  '',
  ...clockLines(estimate),
  '',
  ...energyLines(estimate),
];

function activityLine({ activity }: CostEstimate): string {
  const { origin, steps, input, hidden, output } = meanActivity(activity);
  const outputs = output === null ? '' : `, outputs in ${percent(output)}`;
  const fractions = `inputs spike in ${percent(input)} of timesteps, hidden neurons in ${percent(hidden)}${outputs}`;
  return origin === 'assumed'
    ? `activity ASSUMED, not measured: ${fractions}`
    : `activity measured in ${steps} timesteps: ${fractions}`;
}

const cycleLines = ({ cycles }: CostEstimate): readonly string[] =>
  ifKnown('cycles', cycles, ({ layers, terms, cyclesPerStep, synapse2Operations, source }) => [
    `cycles per timestep (${source})`,
    ...table([
      ['layer', 'neurons', 'active', ...CYCLE_TERMS, 'total'],
      ...layers.map((layer) => [
        layer.name,
        layer.neurons,
        layer.activity === null ? '-' : percent(layer.activity),
        ...CYCLE_TERMS.map((term) => rounded(layer.terms[term])),
        rounded(layer.cyclesPerStep),
      ]),
      ['total', '', '', ...CYCLE_TERMS.map((term) => rounded(terms[term])), rounded(cyclesPerStep)],
    ]),
    ...(synapse2Operations.known
      ? synapse2Operations.value === 0
        ? []
        : [`operations of the second synapse, beside the cycles: ${rounded(synapse2Operations.value)}`]
      : [`operations of the second synapse: not known: ${synapse2Operations.reason}`]),
  ]);

const clockLines = ({ clock }: CostEstimate): readonly string[] =>
  ifKnown('clock', clock, ({ meanHz, worstCaseHz, margin, mainClockHz }) => [
    `clock for real time, with a margin of ${percent(margin)}`,
    ...table([
      ['on average', megahertz(meanHz)],
      ['worst case', megahertz(worstCaseHz)],
      ['main clock', mainClockHz.known ? megahertz(mainClockHz.value) : `not known: ${mainClockHz.reason}`],
    ]),
  ]);

const energyLines = ({ energy, steps }: CostEstimate): readonly string[] =>
  ifKnown('energy', energy, ({ supplies, microwatts, microjoules, clockHz, seconds, uncertainty, source }) => [
    `power, and energy of ${steps} timestep${steps === 1 ? '' : 's'} (${seconds} s) at ${megahertz(clockHz)}`,
    ...table([
      ['supply', 'uW', 'from', 'to', 'uJ', 'from', 'to'],
      ...supplies.map(({ supply, ...figures }) => [
        supply,
        ...bounds(figures.microwatts),
        ...bounds(figures.microjoules),
      ]),
      ['total', ...bounds(microwatts), ...bounds(microjoules)],
    ]),
    `${source}; bounds: published figures, ${percent(uncertainty)} wider`,
  ]);

const ifKnown = <T>(what: string, figure: Figure<T>, lines: (value: T) => readonly string[]): readonly string[] =>
  figure.known ? lines(figure.value) : [`${what} not known: ${figure.reason}`];

const bounds = ({ low, nominal, high }: Estimated): readonly string[] => [nominal, low, high].map(digits);

const digits = (value: number): string => String(Number(value.toPrecision(3)));
const rounded = (value: number): string => String(Number(value.toFixed(1)));
const percent = (value: number): string => `${Number((100 * value).toFixed(2))} %`;
const megahertz = (hertz: number): string => `${digits(hertz / 1e6)} MHz`;
