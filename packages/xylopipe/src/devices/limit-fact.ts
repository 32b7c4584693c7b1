import { type ChipLimits, type LimitSource, limitSource } from '@xylopipe/core';
import { yesOrNo } from './yes-or-no.js';

/** One limit of a chip, for people. */
export interface LimitFact {
  /** Where it stands in `ChipLimits`, e.g. `bits.weight`. */
  readonly path: string;
  readonly name: string;
  /** Of `text`; empty for counts and words. */
  readonly unit: string;
  /** What the limit means, the same for all chips. */
  readonly meaning: string;
  /** The value in `unit`; in words where it is not a number. */
  readonly text: string;
  /** Where it comes from; `undefined` where the plugin does not say, or where there is no value. */
  readonly source: LimitSource | undefined;
}

/** Every limit of a chip, in the order in which people ask for them. */
export const limitFacts = (limits: ChipLimits): readonly LimitFact[] =>
  LIMITS.map(({ path, name, unit = '', meaning, text }) => {
    const value = path.split('.').reduce((at, key) => (at as Record<string, unknown>)[key], limits as unknown);
    const shown = text(value, limits);
    const source = value === undefined || shown === NONE ? undefined : limitSource(limits, path);
    return { path, name, unit, meaning, text: shown, source };
  });

/** In place of the width of what a chip has not. */
const NONE = '-';

interface LimitRow extends Pick<LimitFact, 'path' | 'name' | 'meaning'> {
  readonly unit?: string;
  readonly text: (value: unknown, limits: ChipLimits) => string;
}

const asItIs = (value: unknown): string => String(value);
const asYesOrNo = (value: unknown): string => yesOrNo(value === true);
const scaled =
  (factor: number, missing: string) =>
  (value: unknown): string =>
    value === undefined ? missing : String(Number(((value as number) * factor).toPrecision(12)));
const ofBias = (value: unknown, { bias }: ChipLimits): string => (bias ? String(value) : NONE);
const inWords = (value: unknown): string => String(value).replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const LIMITS: readonly LimitRow[] = [
  {
    path: 'inputChannels',
    name: 'input channels',
    meaning: 'Channels that bring spikes into the network.',
    text: asItIs,
  },
  {
    path: 'hiddenNeurons',
    name: 'hidden neurons',
    meaning: 'Neurons between input and output; they may be recurrent.',
    text: asItIs,
  },
  {
    path: 'outputNeurons',
    name: 'output neurons',
    meaning: 'Neurons whose spikes leave the chip; they have one synapse each and are not recurrent.',
    text: asItIs,
  },
  {
    path: 'synapsesPerHidden',
    name: 'synapses per neuron',
    meaning: 'Synaptic currents of a hidden neuron, each with a time constant of its own.',
    text: asItIs,
  },
  {
    path: 'inputExpansionNeurons',
    name: 'input expansion',
    meaning: 'Hidden neurons that can take weights from the input; where they are not all, the first ones.',
    text: asItIs,
  },
  {
    path: 'outputExpansionNeurons',
    name: 'output expansion',
    meaning: 'Hidden neurons that can drive outputs; where they are not all, the last ones of the network.',
    text: asItIs,
  },
  {
    path: 'aliasTargets',
    name: 'alias targets',
    meaning: 'Hidden neurons that the spikes of one can be sent as besides its own: what residual connections need.',
    text: asItIs,
  },
  {
    path: 'maxFanOut',
    name: 'fan-out',
    meaning: 'Recurrent targets of one hidden neuron.',
    text: asItIs,
  },
  {
    path: 'recurrentWordsPerBank',
    name: 'recurrent words',
    meaning: 'Recurrent connections on the whole chip; one takes a word in the bank of every synapse.',
    text: asItIs,
  },
  {
    path: 'maxSpikes.input',
    name: 'input spikes',
    unit: 'per step',
    meaning: 'Spikes that one input channel can bring in a timestep; more are clipped.',
    text: asItIs,
  },
  {
    path: 'maxSpikes.hidden',
    name: 'hidden spikes',
    unit: 'per step',
    meaning: 'Spikes that a hidden neuron can emit in a timestep.',
    text: asItIs,
  },
  {
    path: 'maxSpikes.output',
    name: 'output spikes',
    unit: 'per step',
    meaning: 'Spikes that an output neuron can emit in a timestep.',
    text: asItIs,
  },
  {
    path: 'bias',
    name: 'bias',
    meaning: 'Whether hidden and output neurons have a bias, which is added in every timestep.',
    text: asYesOrNo,
  },
  {
    path: 'bits.weight',
    name: 'weight width',
    unit: 'bits',
    meaning: 'Width of a weight, signed.',
    text: asItIs,
  },
  {
    path: 'bits.bias',
    name: 'bias width',
    unit: 'bits',
    meaning: 'Width of a bias, signed.',
    text: ofBias,
  },
  {
    path: 'bits.threshold',
    name: 'threshold width',
    unit: 'bits',
    meaning: 'Width of a threshold, signed.',
    text: asItIs,
  },
  {
    path: 'bits.state',
    name: 'state width',
    unit: 'bits',
    meaning: 'Width of synaptic currents and membrane potentials, signed.',
    text: asItIs,
  },
  {
    path: 'bits.dash',
    name: 'dash width',
    unit: 'bits',
    meaning: 'Width of a decay: the states lose a part of 1 / 2^dash in every timestep.',
    text: asItIs,
  },
  {
    path: 'bits.weightShift',
    name: 'weight shift width',
    unit: 'bits',
    meaning: 'Width of the bit shift that scales all weights of the input, between hidden neurons, or of the outputs.',
    text: asItIs,
  },
  {
    path: 'realTimeDt',
    name: 'real-time step',
    unit: 'ms',
    meaning: 'Timestep that operation in real time prescribes.',
    text: scaled(1e3, 'free'),
  },
  {
    path: 'mainClock',
    name: 'main clock',
    unit: 'MHz',
    meaning: 'Clock after power-up.',
    text: scaled(1e-6, 'not public'),
  },
  {
    path: 'hibernation',
    name: 'hibernation',
    meaning: 'Whether the chip has a hibernation mode.',
    text: asYesOrNo,
  },
  {
    path: 'updateRule',
    name: 'update rule',
    meaning: 'Arithmetic of a neuron: v1 knows no bias and saturates the membrane only, v2 its increment too.',
    text: asItIs,
  },
  {
    path: 'idAllocation',
    name: 'hidden ids',
    meaning:
      'How neurons are numbered: layer by layer as the network is walked, or those fed by the input first and those that drive outputs last.',
    text: inWords,
  },
];
