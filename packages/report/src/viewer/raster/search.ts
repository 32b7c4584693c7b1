import { type Band, neuronAt, type RowNeuron } from './bands.js';

/** A neuron that a search found, and how to call it. */
export interface Found extends RowNeuron {
  readonly label: string;
}

/** More are not of use to anybody. */
const MOST = 20;

/**
 * Neurons that a query means: a number is a hardware id, and after that the number of a neuron in its layer; a name, or a
 * part of it, is a layer, with a number behind it a neuron of that layer (`lif 3`, `lif:3`, `lif[3]`). Best first.
 */
export function searchNeurons(bands: readonly Band[], query: string): readonly Found[] {
  const text = query.trim().toLowerCase();
  if (text === '') return [];
  const found = new Map<number, Found>();
  const add = (row: number): void => {
    const neuron = found.size < MOST && !found.has(row) ? neuronAt(bands, row) : undefined;
    if (neuron !== undefined) found.set(row, { ...neuron, label: labelOf(neuron) });
  };
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    for (const { firstRow, ids } of bands) {
      const index = ids.indexOf(number);
      if (index >= 0) add(firstRow + index);
    }
    for (const { firstRow, rows } of bands) if (number < rows) add(firstRow + number);
  }
  // A layer may have a number in its name: the whole query comes first.
  for (const { firstRow, rows, name } of bands) if (name.toLowerCase().includes(text) && rows > 0) add(firstRow);
  const [, name, neuron] = /^(.*?\S)[\s:[#/]+(\d+)\]?$/.exec(text) ?? [];
  if (name !== undefined) {
    for (const band of bands) {
      if (band.name.toLowerCase().includes(name) && Number(neuron) < band.rows) add(band.firstRow + Number(neuron));
    }
  }
  return [...found.values()];
}

/** `lif[3] · id 17`. */
export function labelOf({ band, neuron, id }: RowNeuron): string {
  return band.part === 'input' ? `channel ${neuron}` : `${band.name}[${neuron}] · id ${id}`;
}
