import { timestepsOf } from '../dashes.js';
import type { NeuronLint } from './neuron-lint.js';
import type { ListPair, NeuronPairs } from './neuron-pairs.js';

type DashColumns = Pick<
  NeuronLint,
  'tauMemError' | 'tauSynError' | 'tauSyn2Error' | 'decayMemError' | 'decaySynError' | 'decaySyn2Error'
>;

/** How far the chip's decays are from those that the time constants ask for. */
export function dashColumns({ count, dashMem, dashSyn }: NeuronPairs): DashColumns {
  const [first, second] = dashSyn;
  const none = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return {
    tauMemError: errors(dashMem, tauError),
    tauSynError: first ? errors(first, tauError) : none(),
    tauSyn2Error: second ? errors(second, ofSynapse(tauError)) : none(),
    decayMemError: errors(dashMem, decayError),
    decaySynError: first ? errors(first, decayError) : none(),
    decaySyn2Error: second ? errors(second, ofSynapse(decayError)) : none(),
  };
}

type DashError = (dash: number, whole: number) => number;

const errors = ({ mapped, quantized }: ListPair, error: DashError): Float64Array =>
  mapped.map((dash, n) => error(dash, quantized[n] as number));

/** A dash of 0 says that a neuron of a network with second synapses has none. */
const ofSynapse =
  (error: DashError): DashError =>
  (dash, whole) =>
    dash === 0 ? Number.NaN : error(dash, whole);

const tauError: DashError = (dash, whole) => 100 * (timestepsOf(whole) / 2 ** dash - 1);

const decayError: DashError = (dash, whole) => 100 * ((1 - 2 ** -whole) / Math.exp(-(2 ** -dash)) - 1);
