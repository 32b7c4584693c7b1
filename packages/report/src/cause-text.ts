import type { Cause, Explanation } from '@xylopipe/compare';
import type { ReportModel } from './report-model.js';

/** Why runs part, for readers. */
export interface CauseText {
  readonly name: string;
  /** What it does, one sentence. */
  readonly meaning: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
}

const TEXTS: Readonly<Record<Cause, CauseText>> = {
  delay: {
    name: 'delay per layer',
    meaning: 'A spike needs a timestep from layer to layer on the chip, and none in the float network.',
    hint: 'No option removes it: train with that delay where paths of different lengths meet, or make them equally long.',
  },
  spikeCap: {
    name: 'spike cap',
    meaning: 'A channel gives at most 15 events in a timestep, a hidden neuron 31 spikes and an output 1.',
    hint: 'Use a shorter dt, so that events spread over more timesteps, or raise the thresholds of neurons that spike often.',
  },
  dashRounding: {
    name: 'dash rounding',
    meaning: 'The chip decays states by whole bit shifts, so that time constants are rounded to what those give.',
    hint: 'Try dashRounding "decay", or train with time constants that the chip has, such as powers of 2 of dt.',
  },
  scaling: {
    name: 'clipping and scaling',
    meaning: 'Options of the quantization clip large weights, or scale thresholds apart from them.',
    hint: 'Take clipPercentile nearer to 100, and thresholdScale and thresholdScaleOut nearer to 1.',
  },
  weightRounding: {
    name: 'weight rounding',
    meaning: 'Weights, thresholds and biases become integers, and small weights beside large ones lose most.',
    hint: 'Try method "layer" or "channel", with a scaleCap where states saturate, or a clipPercentile below 100.',
  },
  truncation: {
    name: 'truncation of states',
    meaning: 'States are integers and a leak rounds down, by at least 1, which small states feel most.',
    hint: 'Make states larger: method "channel", or more bitsPerWeight; shorter time constants lose less, too.',
  },
  saturation: {
    name: '16-bit saturation',
    meaning: 'States end at 16 bits: what goes beyond is lost, and neurons spike later or never.',
    hint: 'Make states smaller: method "global", a low scaleCap, or fewer bitsPerWeight; lower thresholds alone do not help.',
  },
  device: {
    name: 'the device itself',
    meaning: 'The simulator agrees and the board does not, which no arithmetic explains.',
    hint: 'Run it again, from rest; if it stays, look at the configuration that the board reports, and at its self-test.',
  },
};

/** A cause in words. */
export const causeText = (cause: Cause): CauseText =>
  TEXTS[cause] ?? { name: String(cause), meaning: 'This version does not know it.', hint: 'Open it with a newer one.' };

/** The device, where a board is the cause, and what costs a run the most: what there is to explain. */
export function causesOf({ explanation, comparisons = [] }: ReportModel): readonly CauseText[] {
  const { main, outputMain }: Partial<Explanation> = explanation ?? {};
  const causes = [...comparisons.map(({ first }) => first?.cause).filter(isDevice), outputMain?.cause, main?.cause];
  return [...new Set(causes)].flatMap((cause) => (cause === undefined ? [] : [causeText(cause)]));
}

const isDevice = (cause: Cause | undefined): boolean => cause === 'device';
