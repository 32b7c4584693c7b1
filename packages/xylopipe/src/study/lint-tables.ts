import type { AnySpec } from '@xylopipe/core';
import type { NeuronLint, QuantizationLint } from '@xylopipe/quantize';
import type { NeuronColumn, NeuronTable } from '@xylopipe/report';
import { tableNeurons } from './table-neurons.js';

type Column = Exclude<keyof NeuronLint, 'count'>;

/** What a report shows of the lint, by column: name, unit, meaning. */
const COLUMNS: readonly (readonly [column: Column, name: string, unit: string, description: string])[] = [
  ['threshold', 'threshold', '', 'the integer threshold'],
  ['reach', 'reach', '', 'no input from rest brings the membrane above; below the threshold, the neuron never fires'],
  ['factor', 'factor', '', 'what the weights were multiplied with'],
  ['weights', 'weights', '', 'weights into the neuron that were not 0'],
  ['weightsLost', 'lost', '', 'how many of them became 0'],
  ['dead', 'dead', '', '1: nothing is left that could make it fire'],
  ['cutOff', 'cut off', '', '1: it leads nowhere any more'],
  ['rangeBits', 'range', 'bits', 'bits of the largest weight, sign included; 8 is all'],
  ['weightError', 'weight error', '%', 'root mean square of what rounding changed'],
  ['thresholdError', 'threshold error', '%', 'threshold against the weights; below 0 it fires more easily'],
  ['isynWorst', 'isyn worst', '', 'largest synapse over 16 bits if all inputs give what they can; up to 1 is safe'],
  ['vmemWorst', 'vmem worst', '', 'the same of the membrane'],
  ['saturationRisk', 'risk', '', 'of saturation: 0 none, 1 possible, 2 likely'],
  ['tauMemError', 'tau mem error', '%', 'time constant of the chip against the one asked for'],
  ['tauSynError', 'tau syn error', '%', 'the same of the synapse'],
  ['tauSyn2Error', 'tau syn2 error', '%', 'the same of the second synapse'],
];

/** What quantization did to `spec`, neuron by neuron, as a report shows it; columns in which there is nothing are left out. */
export const lintTables = ({ hidden, outputs }: QuantizationLint, spec: AnySpec): readonly NeuronTable[] => [
  {
    title: 'Quantization of hidden neurons',
    ...tableNeurons(spec, 'hidden', hidden.count),
    columns: columnsOf(hidden),
  },
  {
    title: 'Quantization of output neurons',
    ...tableNeurons(spec, 'output', outputs.count),
    columns: columnsOf(outputs),
  },
];

function columnsOf(lint: NeuronLint): readonly NeuronColumn[] {
  const columns = COLUMNS.map(([column, name, unit, description]) => ({
    name,
    unit,
    description,
    values: lint[column],
  }));
  return columns.filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}
