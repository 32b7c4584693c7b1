import { describe, expect, it } from 'vitest';
import { toyRaster, toyTree } from '../../test/toy.js';
import { createXylopipe } from '../xylopipe.js';
import { tableNeurons } from './table-neurons.js';

const { artifacts } = await createXylopipe().network(toyTree).on('syns61201').run(toyRaster());
const spec = artifacts.config!;

describe('tableNeurons', () => {
  it('names the layer of every id', () => {
    const places = spec.layers.flatMap(({ role, name, count }) => (role === 'hidden' ? Array(count).fill(name) : []));
    const { ids, layers } = tableNeurons(spec, 'hidden', places.length);
    expect(Array.from(ids)).toEqual(places.map((_, id) => id));
    expect(layers).toEqual(places);
  });

  it('names none where not every neuron has a layer', () => {
    expect(tableNeurons(spec, 'hidden', 99)).toEqual({ ids: expect.any(Uint16Array), layers: undefined });
    expect(tableNeurons({ ...spec, layers: spec.layers.slice(1) }, 'hidden', 1).layers).toBeUndefined();
  });
});
