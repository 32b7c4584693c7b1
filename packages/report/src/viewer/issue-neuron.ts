import type { Issue } from '@xylopipe/core';
import type { ReportModel } from '../report-model.js';
import type { ChosenNeuron } from './neuron-choice.js';

/** A neuron that an issue is about. */
export interface IssueNeuron extends ChosenNeuron {
  /** `hidden neuron 69 (layer lif)`, by its hardware id. */
  readonly text: string;
}

/** What telemetry and lint tell neuron by neuron, or synapse by synapse, the first of all neurons before the second. */
const HIDDEN = /^(hidden|fired|isynSaturated|vmemSaturated|spikesCut|threshold|bias|dashMem|dashSyn2?|dash)$/;
const OUTPUT =
  /^(outputs?|firedOut|isynOutSaturated|vmemOutSaturated|thresholdOut|biasOut|dashMemOut|dashSynOut|dashOut)$/;

/** The neuron of the shown run in which an issue is; `undefined` where it is in none, or in more than one. */
export function issueNeuron({ runs: [run] }: Pick<ReportModel, 'runs'>, at: Issue['at']): IssueNeuron | undefined {
  const [index, field] = [at.at(-1), at.at(-2)];
  if (typeof index !== 'number' || typeof field !== 'string' || at.length > 2) return undefined;
  const role = HIDDEN.test(field) ? 'hidden' : OUTPUT.test(field) ? 'output' : undefined;
  const layers = run?.layers.filter((layer) => layer.role === role) ?? [];
  const all = layers.reduce((sum, { ids }) => sum + ids.length, 0);
  const isSynapse = field.startsWith('isyn') && all > 0;
  const id = isSynapse && !layers.some(({ ids }) => ids.includes(index)) ? index % all : index;
  const layer = layers.find(({ ids }) => ids.includes(id));
  if (layer === undefined) return undefined;
  return { layer: layer.name, neuron: layer.ids.indexOf(id), text: `${role} neuron ${id} (layer ${layer.name})` };
}
