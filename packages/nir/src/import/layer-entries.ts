import { type ConversionEntry, EXACT, type ExpectedError } from './conversion-entry.js';
import type { LayerContext } from './layer.js';
import type { NeuronTerms } from './neuron-terms.js';
import type { Neurons } from './neurons.js';

/** Everything that becomes of neurons, and of the weights into them, when they become those of a chip. */
export function termEntries(
  node: string,
  neurons: Neurons,
  terms: NeuronTerms,
  { reset }: LayerContext,
  isOutput: boolean,
): readonly ConversionEntry[] {
  return [
    ...gainFolded(node, terms),
    ...(neurons.type === 'LIF' ? [synapseAdded(node)] : synapseDash(node, terms)),
    dashEntry(node, 'MEMBRANE_DASH', 'tau_mem', terms.leakMem, terms.dashMem),
    ...leakAsBias(node, terms),
    ...(reset === 'subtract' ? [] : [resetBySubtraction(node)]),
    thresholdInclusive(node),
    ...(isOutput ? [] : [severalSpikes(node)]),
  ];
}

function gainFolded(node: string, { gainSyn, gainMem, leakSyn }: NeuronTerms): readonly ConversionEntry[] {
  // Without a synapse, the first factor is no gain of the file.
  const gains = gainSyn.map((gain, i) => (leakSyn[i] === 1 ? gainMem[i] : gain * gainMem[i]));
  if (gains.every((gain) => close(gain, 1))) return [];
  const what = `weights into it were multiplied by ${span(gains)}, which is w_in dt / tau_syn times r dt / tau_mem`;
  return [{ node, change: 'GAIN_FOLDED', what, why: 'neurons of a chip have no gains', expectedError: EXACT }];
}

function synapseDash(node: string, { leakSyn, dashSyn, n }: NeuronTerms): readonly ConversionEntry[] {
  const factors = Array.from({ length: n }, (_, i) => (leakSyn[i] === 1 ? 1 : 1 / (1 - 2 ** -dashSyn[i])));
  return [
    dashEntry(node, 'SYNAPSE_DASH', 'tau_syn', leakSyn, dashSyn),
    {
      node,
      change: 'DECAY_AFTER_INPUT',
      what: `weights into it were multiplied by ${span(factors)}, one over what the first decay leaves`,
      why: 'a chip adds an input and lets it decay in the same timestep, the file lets it decay from the next on',
      expectedError: EXACT,
    },
  ];
}

const synapseAdded = (node: string): ConversionEntry => ({
  node,
  change: 'SYNAPSE_ADDED',
  what: 'a synapse with dash 1 was put before the membrane: half of an input arrives in its timestep, a quarter in the next, and so on',
  why: 'neurons of a chip have a synapse, and with a shorter one nothing would be left of an input; the membrane peaks later and lower, so that spikes come later, or with the next input',
  expectedError: { value: 1, unit: 'timesteps that charge is late on average' },
});

function dashEntry(
  node: string,
  change: 'SYNAPSE_DASH' | 'MEMBRANE_DASH',
  tau: string,
  leak: Float64Array,
  dash: Float64Array,
): ConversionEntry {
  const left = leak.map((x) => 1 - x);
  const kept = dash.map((d) => 1 - 2 ** -d);
  const worst = left.reduce(
    (most, x, i) => Math.max(most, close(leak[i], 2 ** -dash[i]) ? 0 : Math.abs(x - kept[i])),
    0,
  );
  return {
    node,
    change,
    what: `${tau}, which leaves ${span(left)} per timestep, became dash ${span(dash)}, which leaves ${span(kept)}`,
    why: 'a state of a chip loses 2^-dash of itself per timestep; the dash with the nearest decay was taken',
    expectedError: { value: worst, unit: 'of the state per timestep' },
  };
}

function leakAsBias(node: string, { dashMem, vLeak }: NeuronTerms): readonly ConversionEntry[] {
  if (vLeak.every((v) => v === 0)) return [];
  const what = `v_leak ${span(vLeak)} became a bias of ${span(vLeak.map((v, i) => v * 2 ** -dashMem[i]))}`;
  const why =
    'the membrane of a chip decays to 0; a constant at every timestep, of what the dash takes of v_leak, holds it there';
  return [{ node, change: 'LEAK_AS_BIAS', what, why, expectedError: { value: 0, unit: 'of the level at rest' } }];
}

const resetBySubtraction = (node: string): ConversionEntry => ({
  node,
  change: 'RESET_BY_SUBTRACTION',
  what: 'a spike takes the threshold off the membrane instead of setting it to v_reset',
  why: 'a chip resets by subtraction only',
  // What is left is by how much the membrane was over the threshold, which depends on the input.
  expectedError: null,
});

const thresholdInclusive = (node: string): ConversionEntry => ({
  node,
  change: 'THRESHOLD_INCLUSIVE',
  what: 'neurons fire where the membrane is at the threshold, not only where it is over it',
  why: 'a chip compares with >=, NIR with >',
  // Only where the two are exactly equal.
  expectedError: null,
});

const severalSpikes = (node: string): ConversionEntry => ({
  node,
  change: 'SEVERAL_SPIKES',
  what: 'neurons fire up to 31 times per timestep, once for every threshold that the membrane has in it',
  why: 'hidden neurons of a chip do so; in NIR a neuron fires once',
  expectedError: null,
});

/** Where the inputs of neurons have constants in them. */
export function biasFolded(node: string, constant: Float64Array, terms: NeuronTerms): readonly ConversionEntry[] {
  if (constant.every((b) => b === 0)) return [];
  const { gainSyn, gainMem, leakSyn, threshold } = terms;
  const levels = constant.map((b, i) => (b * gainSyn[i] * gainMem[i]) / leakSyn[i]);
  // The file's current begins at 0: what is missing there, summed over all timesteps.
  const early = levels.reduce(
    (most, level, i) => Math.max(most, Math.abs((level * (1 - leakSyn[i])) / leakSyn[i] / threshold[i])),
    0,
  );
  const expectedError: ExpectedError = { value: early, unit: 'thresholds too much in the beginning, once' };
  const what = `biases of the weights into it became biases of its neurons, ${span(levels)}`;
  const why =
    'weights of a chip have no bias; a constant current comes to a constant at the membrane, without its rise at the start';
  return [{ node, change: 'BIAS_FOLDED', what, why, expectedError }];
}

/** What float32 leaves of a number. */
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 2e-6 * Math.abs(b);

/** All values in a few characters. */
function span(values: ArrayLike<number>): string {
  const sorted = Float64Array.from(values).sort();
  const shown = (x: number): string => String(Number(x.toPrecision(4)));
  const [low, high] = [shown(sorted[0]), shown(sorted[sorted.length - 1])];
  return low === high ? low : `${low} to ${high}`;
}
