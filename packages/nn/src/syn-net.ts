import type { Issue } from '@xylopipe/core';
import { fault } from './fault.js';
import { type Initialiser, seededRandom, uniformWeights } from './initialisers.js';
import { Lif } from './lif.js';
import { Linear } from './linear.js';
import { refuseInvalid } from './refusal.js';
import { Sequential } from './sequential.js';
import { checkValue, checkValues, SIZE, SPIKE_LIMIT, THRESHOLD, TIMESTEP, type ValueRule } from './value-rule.js';

/** Architecture of a SynNet; all times in seconds. */
export interface SynNetOptions {
  readonly name?: string | undefined;
  /** Number of input channels. */
  readonly nChannels: number;
  /** Number of output neurons. */
  readonly nClasses: number;
  /** Number of neurons of each hidden layer. */
  readonly sizeHiddenLayers: readonly number[];
  /** Number of synaptic time constants of each hidden layer, at most its neurons. */
  readonly timeConstantsPerHidden: readonly number[];
  /** Timestep. Default 0.001. */
  readonly dt?: number | undefined;
  /** Shortest synaptic time constant of hidden neurons, > dt; the others are `dt (tauSynBase / dt)^j`. Default `2 dt`. */
  readonly tauSynBase?: number | undefined;
  /** Time constant of all membranes, > dt. Default `2 dt`. */
  readonly tauMem?: number | undefined;
  /** Synaptic time constant of the output neurons, > dt. Default `2 dt`. */
  readonly tauSynOut?: number | undefined;
  /** `euler`: a state keeps `1 - dt / tau` of itself per timestep, as on a chip; `exponential`: `exp(-dt / tau)`. Default `euler`. */
  readonly decay?: 'euler' | 'exponential' | undefined;
  /** Firing level of hidden neurons. Default 1. */
  readonly threshold?: number | undefined;
  /** Firing level of output neurons. Default 1. */
  readonly thresholdOut?: number | undefined;
  /** Most spikes of a hidden neuron in one timestep. Default 31, which is what a Xylo can do. */
  readonly maxSpikesPerDt?: number | undefined;
  /** Most spikes of an output neuron in one timestep. Default 1, which is what a Xylo can do. */
  readonly maxSpikesPerDtOut?: number | undefined;
  /** How to draw weights. Default `uniformWeights`. */
  readonly initialiser?: Initialiser | undefined;
  /** Seed of the weights. Default 0. */
  readonly seed?: number | undefined;
}

/**
 * A SynNet: feed-forward layers of which the hidden ones have a pyramid of synaptic time constants, to see features of
 * a signal at several time scales. Bos and Muir, "Sub-mW Neuromorphic SNN audio processing applications with Rockpool
 * and Xylo", 2022, arXiv:2208.12991.
 *
 * A hidden layer with k time constants has `tau_j = dt (tauSynBase / dt)^j` for j = 1 .. k, dealt out to its neurons in
 * turn: neuron n has j = n mod k + 1. With `decay: 'euler'` a layer gets `-dt / ln(1 - dt / tau)` in place of every
 * tau, which as an exponential keeps `1 - dt / tau` per timestep; for `tauSynBase = 2 dt` that is `1 - 2^-j`, a chip's
 * bit shift. The rule was read off the parameters of SynSense's audio event network, 16-[63, 63, 63]-4 with
 * [3, 7, 7] time constants of 1.4427 dt to 127.499 dt, which this builder reproduces.
 *
 * Layers are named `0_linear`, `0_neurons`, .. `out_linear`, `out_neurons`; none has biases or recurrent weights.
 * Throws `NETWORK_INVALID` with everything that is wrong with the options, and `SEED_INVALID`.
 */
export function synNet(options: SynNetOptions): Sequential {
  refuseInvalid(checkSynNet(options), 'synNet');
  const { name, nChannels, nClasses, sizeHiddenLayers, timeConstantsPerHidden, dt = 0.001 } = options;
  const { tauSynBase = 2 * dt, tauMem = 2 * dt, tauSynOut = 2 * dt, decay = 'euler' } = options;
  const { threshold = 1, thresholdOut = 1, maxSpikesPerDt = 31, maxSpikesPerDtOut = 1 } = options;
  const { initialiser = uniformWeights, seed = 0 } = options;
  const random = seededRandom(seed);
  const tau = (nominal: number): number => (decay === 'euler' ? -dt / Math.log1p(-dt / nominal) : nominal);

  const linear = (part: string, nin: number, nout: number): Linear =>
    new Linear({ name: `${part}_linear`, weights: initialiser(nin, nout, { random }) });
  const hidden = sizeHiddenLayers.flatMap((n, i) => {
    const k = timeConstantsPerHidden[i];
    const pyramid = Array.from({ length: k }, (_, j) => tau(dt * (tauSynBase / dt) ** (j + 1)));
    const tauSyn = Array.from({ length: n }, (_, neuron) => [pyramid[neuron % k]]);
    const neurons = { name: `${i}_neurons`, n, tauMem: tau(tauMem), tauSyn, threshold, dt, maxSpikesPerDt };
    return [linear(String(i), sizeHiddenLayers[i - 1] ?? nChannels, n), new Lif(neurons)];
  });
  const output = new Lif({
    name: 'out_neurons',
    n: nClasses,
    tauMem: tau(tauMem),
    tauSyn: tau(tauSynOut),
    threshold: thresholdOut,
    dt,
    maxSpikesPerDt: maxSpikesPerDtOut,
  });
  return new Sequential([...hidden, linear('out', sizeHiddenLayers.at(-1) ?? nChannels, nClasses), output], { name });
}

function checkSynNet(options: SynNetOptions): readonly Issue[] {
  const { nChannels, nClasses, sizeHiddenLayers, timeConstantsPerHidden, dt = 0.001 } = options;
  const longer: ValueRule = {
    what: 'a time constant',
    holds: (tau) => tau > dt,
    limit: '> dt',
    hint: 'give seconds, more than one timestep',
  };
  const taus = (['tauSynBase', 'tauMem', 'tauSynOut'] as const).flatMap((key) =>
    checkValue([key], options[key] ?? 2 * dt, longer),
  );
  const levels = (['threshold', 'thresholdOut'] as const).flatMap((key) =>
    checkValue([key], options[key] ?? 1, THRESHOLD),
  );
  const caps = (['maxSpikesPerDt', 'maxSpikesPerDtOut'] as const).flatMap((key) =>
    checkValue([key], options[key] ?? 1, SPIKE_LIMIT),
  );
  return [
    ...checkValue(['nChannels'], nChannels, SIZE),
    ...checkValue(['nClasses'], nClasses, SIZE),
    ...checkValues(['sizeHiddenLayers'], sizeHiddenLayers, SIZE),
    ...checkValues(['timeConstantsPerHidden'], timeConstantsPerHidden, SIZE),
    ...checkPyramids(sizeHiddenLayers, timeConstantsPerHidden),
    ...checkValue(['dt'], dt, TIMESTEP),
    ...(dt > 0 ? taus : []), // a wrong dt would fault them all
    ...levels,
    ...caps,
  ];
}

/** Every hidden layer needs a number of time constants, and a neuron for each of them. */
function checkPyramids(sizes: readonly number[], constants: readonly number[]): readonly Issue[] {
  const key = 'timeConstantsPerHidden';
  const tooFew = constants.flatMap((measured, i) => {
    const limit = sizes[i] ?? measured;
    if (measured <= limit) return [];
    const message = `${measured} time constants cannot be dealt out to ${limit} neurons`;
    return [fault('VALUE_RANGE', [key, i], message, 'make the layer larger', { measured, limit })];
  });
  const [measured, limit] = [constants.length, sizes.length];
  if (measured === limit) return tooFew;
  const message = `${limit} hidden layers, but numbers of time constants for ${measured}`;
  return [...tooFew, fault('WRONG_SHAPE', [key], message, 'give one number per hidden layer', { measured, limit })];
}
