import type { LayerTrace } from '@xylopipe/compare';
import type { ReportModel } from '../../report-model.js';
import { issueNeuron } from '../issue-neuron.js';
import type { ChosenNeuron } from '../neuron-choice.js';

/** Neurons of each layer that are shown before anybody has chosen. */
const PER_LAYER = 4;

/** Of them, so many are there because they are in trouble, at most: the others show what is usual. */
const IN_TROUBLE = 3;

/** The neurons where runs part, those that issues are about, and the busiest ones of each layer. */
export function defaultChoice(model: Pick<ReportModel, 'runs' | 'comparisons' | 'issues'>): readonly ChosenNeuron[] {
  const { runs, comparisons = [], issues } = model;
  const found = issues.flatMap(({ at }) => issueNeuron(model, at) ?? []);
  return (runs[0]?.layers ?? []).flatMap((layer) => {
    const diverging = comparisons.flatMap(({ layers, first }) =>
      [first, ...layers.map((compared) => compared.first)].flatMap((divergence) =>
        divergence?.layer === layer.name && divergence.role === layer.role && divergence.neuron < layer.ids.length
          ? [divergence.neuron]
          : [],
      ),
    );
    const troubled = found.filter((one) => one.layer === layer.name).map(({ neuron }) => neuron);
    const first = [...new Set([...diverging.slice(0, 1), ...troubled, ...diverging])].slice(0, IN_TROUBLE);
    const neurons = [...new Set([...first, ...busiest(layer)])].slice(0, PER_LAYER);
    return neurons.map((neuron) => ({ layer: layer.name, neuron }));
  });
}

/** Neurons by their number of spikes, most first; in their order where spikes were not recorded. */
function busiest({ ids, signals }: LayerTrace): readonly number[] {
  const totals = new Float64Array(ids.length);
  const data = signals.spikes?.data ?? [];
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value > 0) (totals[i % ids.length] as number) += value;
  }
  return [...totals.keys()].sort((a, b) => (totals[b] as number) - (totals[a] as number) || a - b);
}
