import type { Issue, LifTree } from '@xylopipe/core';
import { fault, wrongShape } from './fault.js';
import { LEAK_OPTIONS, type LeakMode, leakOf } from './lif-leak.js';
import type { LifInitialState, LifOptions } from './lif-options.js';
import { checkMatrix } from './matrix.js';
import { checkPerNeuron } from './per-neuron.js';
import { checkPerSynapse } from './per-synapse.js';
import { checkRows, checkValue, checkValues, FINITE, SIZE, SPIKE_LIMIT, THRESHOLD, TIMESTEP } from './value-rule.js';

/** Everything that is wrong with the options of a LIF layer. */
export function checkLif(type: LifTree['type'], options: LifOptions): readonly Issue[] {
  const { n, nin = n, threshold = 1, bias = 0, weightsRec, dt, maxSpikesPerDt = 1, initialState } = options;
  const sizes = checkSizes(n, nin);
  if (sizes.length > 0) return sizes; // no shape can be judged without them
  const s = nin / n;
  return [
    ...checkLeak(type, options, n, s),
    ...checkPerNeuron('threshold', threshold, n, THRESHOLD),
    ...checkPerNeuron('bias', bias, n, FINITE),
    ...(weightsRec === undefined ? [] : checkMatrix(['weightsRec'], weightsRec, n, nin)),
    ...(dt === undefined ? [] : checkValue(['dt'], dt, TIMESTEP)),
    ...checkValue(['maxSpikesPerDt'], maxSpikesPerDt, SPIKE_LIMIT),
    ...(initialState === undefined ? [] : checkState(initialState, n, s)),
  ];
}

function checkSizes(n: number, nin: number): readonly Issue[] {
  const issues = [...checkValue(['n'], n, SIZE), ...checkValue(['nin'], nin, SIZE)];
  if (issues.length > 0 || nin % n === 0) return issues;
  const message = `${nin} input columns cannot be shared out evenly to ${n} neurons`;
  const hint = 'give every neuron the same number of synapses';
  return [fault('WRONG_SYNAPSES', ['nin'], message, hint, { measured: nin, limit: `a multiple of ${n}` })];
}

function checkLeak(type: LifTree['type'], options: LifOptions, n: number, s: number): readonly Issue[] {
  const { leakMode = 'taus' } = options;
  if (type === 'LIFBitshift' && leakMode !== 'taus') return [bitshiftTakesTaus(leakMode)];
  const { rule } = leakOf(type, leakMode);
  const modes = Object.keys(LEAK_OPTIONS) as LeakMode[];
  return modes.flatMap((mode) => {
    const { mem, syn } = LEAK_OPTIONS[mode];
    if (mode !== leakMode)
      return [mem, syn].flatMap((key) => (options[key] === undefined ? [] : [unused(key, leakMode)]));
    const ofMem = options[mem];
    const ofSyn = options[syn];
    return [
      ...(ofMem === undefined ? [missing(mem, leakMode)] : checkPerNeuron(mem, ofMem, n, rule)),
      ...(ofSyn === undefined ? [missing(syn, leakMode)] : checkPerSynapse(syn, ofSyn, n, s, rule)),
    ];
  });
}

function checkState({ vmem, isyn, spikes }: LifInitialState, n: number, s: number): readonly Issue[] {
  const hint = 'a state has the shape of the layer';
  const perNeuron = (key: string, values: ArrayLike<number>): readonly Issue[] => [
    ...(values.length === n ? [] : [wrongShape(['initialState', key], [values.length], `(${n})`, hint)]),
    ...checkValues(['initialState', key], values, FINITE),
  ];
  const even = isyn.length === n && isyn.every((row) => row.length === s);
  const shape = [isyn.length, isyn.find((row) => row.length !== s)?.length ?? s];
  return [
    ...perNeuron('vmem', vmem),
    ...perNeuron('spikes', spikes),
    ...(even ? [] : [wrongShape(['initialState', 'isyn'], shape, `(${n}, ${s})`, hint)]),
    ...checkRows(['initialState', 'isyn'], isyn, FINITE),
  ];
}

const missing = (key: string, leakMode: LeakMode): Issue =>
  fault('PARAMETER_MISSING', [key], `the leak mode ${leakMode} needs ${key}`, 'give one number for all, or one each');

const unused = (key: string, leakMode: LeakMode): Issue => {
  const hint = 'leave it out, or choose another leak mode';
  return fault('PARAMETER_UNUSED', [key], `${key} says nothing in the leak mode ${leakMode}`, hint);
};

const bitshiftTakesTaus = (leakMode: LeakMode): Issue => {
  const message = 'LifBitshift makes its dashes of time constants itself';
  const hint = 'use Lif for dashes or decays of your own';
  return fault('LEAK_MODE', ['leakMode'], message, hint, { measured: leakMode, limit: 'taus' });
};
