import { toNetworkGraph } from '@xylopipe/graph';
import { describe, expect, it } from 'vitest';
import { createXylopipe, Raster } from 'xylopipe';
import { legalize } from './legalize.js';
import { mixedSigns, oneSignEach } from './networks.js';
import { oneSignPerNeuron } from './one-sign-per-neuron.js';
import { dale } from './plugin.js';

const xylopipe = createXylopipe({ plugins: [dale] });
const mixed = toNetworkGraph(mixedSigns.asGraph());

describe('one sign per neuron', () => {
  it('is broken by neurons that excite and inhibit', () => {
    expect(oneSignPerNeuron.check(mixed)).toMatchObject([{ at: ['1'], measured: 16, limit: 0 }]);
  });

  it('is obeyed by what legalize makes', () => {
    expect(oneSignPerNeuron.check(legalize(mixed))).toEqual([]);
  });

  it('is a rule of dale, and of no other chip', () => {
    expect(() => xylopipe.device('dale').mapper.map(mixed)).toThrow(/^dale: .*\n.* DRC_ONE_SIGN_PER_NEURON/);
    expect(xylopipe.device('syns65302').mapper.map(mixed).issues).toEqual([]);
  });
});

it.each(['global', 'channel'] as const)('quantizes to the words of dale, method %s', async (method) => {
  const run = await xylopipe.network(oneSignEach).on('dale').quantize({ method }).run(Raster.zeros(1, 4));
  const { weightsIn, weightsRec, weightsOut, threshold } = run.artifacts.quantized;
  const weights = [weightsIn, weightsRec, weightsOut].flatMap(({ data }) => [...data]);
  expect(Math.max(...weights.map(Math.abs))).toBe(31);
  expect(Math.max(...threshold)).toBeLessThan(2 ** 11);
});
