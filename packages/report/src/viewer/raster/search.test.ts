import { describe, expect, it } from 'vitest';
import { layer, model } from '../../../test/plain-model.js';
import { bandsOf, neuronAt, rowsOf } from './bands.js';
import { labelOf, searchNeurons } from './search.js';

const shown = model({
  layers: [layer('0.lif', 'hidden', [10, 11, 12]), layer('res.lif', 'hidden', [4, 5]), layer('out', 'output', [0, 1])],
});
const bands = bandsOf(shown, 'hidden');
const found = (query: string): readonly string[] => searchNeurons(bands, query).map(({ label }) => label);

describe('searchNeurons', () => {
  it('takes a number for a hardware id first, then for the number in a layer', () => {
    expect(found('11')).toEqual(['0.lif[1] · id 11']);
    expect(found('4')).toEqual(['res.lif[0] · id 4']);
    expect(found('1')).toEqual(['0.lif[1] · id 11', 'res.lif[1] · id 5']);
    expect(found('2')).toEqual(['0.lif[2] · id 12']);
  });

  it('takes a name for layers', () => {
    expect(found('LIF')).toEqual(['0.lif[0] · id 10', 'res.lif[0] · id 4']);
    expect(found('res')).toEqual(['res.lif[0] · id 4']);
  });

  it.each(['res 1', 'res.lif[1]', 'res:1', 'res#1', 'res/1', ' res  1 '])(
    'takes %s for a neuron of a layer',
    (query) => {
      expect(found(query)).toEqual(['res.lif[1] · id 5']);
    },
  );

  it.each(['', '  ', 'nothing', '99', 'res 9', 'out', '[', '(.*', '-1'])('finds nothing for "%s"', (query) => {
    expect(found(query)).toEqual([]);
  });

  it('finds a few of very many', () => {
    const many = Array.from({ length: 60 }, (_, i) => layer(`l${i}`, 'hidden', [i]));
    expect(searchNeurons(bandsOf(model({ layers: many }), 'hidden'), 'l')).toHaveLength(20);
  });
});

describe('bandsOf', () => {
  it('stacks the layers of a part, and the input', () => {
    expect(bands.map(({ name, firstRow, rows }) => [name, firstRow, rows])).toEqual([
      ['0.lif', 0, 3],
      ['res.lif', 3, 2],
    ]);
    expect(rowsOf(bands)).toBe(5);
    expect(bandsOf(shown, 'output').map(({ name }) => name)).toEqual(['out']);
    expect(bandsOf(shown, 'input')).toMatchObject([{ name: 'input', rows: 2, ids: [0, 1] }]);
  });

  it('has none of what is not there', () => {
    const empty = { title: '', runs: [], issues: [] };
    expect(bandsOf(empty, 'input')).toEqual([]);
    expect(bandsOf(empty, 'hidden')).toEqual([]);
    expect(rowsOf([])).toBe(0);
  });

  it('knows the neuron of each row', () => {
    expect(neuronAt(bands, 3)).toMatchObject({ neuron: 0, id: 4, row: 3 });
    expect(neuronAt(bands, 5)).toBeUndefined();
    expect(neuronAt(bands, -1)).toBeUndefined();
    const [channel] = bandsOf(shown, 'input');
    expect(channel && labelOf({ band: channel, neuron: 1, row: 1, id: 1 })).toBe('channel 1');
  });
});
