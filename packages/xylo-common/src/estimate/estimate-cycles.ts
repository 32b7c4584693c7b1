import { type AnySpec, checkSpecShapes, refuseOnErrors, specSizes } from '@xylopipe/core';
import { type Activity, activityIssues, meanOf } from './activity.js';
import { type CycleModel, type Figure, known, unknown } from './chip-costs.js';
import { neuronsByLayer } from './layer-neurons.js';
import { drivingOutputs, fanOutOnFirst, takingInput } from './spike-targets.js';

/** Parts of a timestep: spikes to the hidden neurons from the input, from each other, to the outputs; updates of both. */
export const CYCLE_TERMS = ['input', 'hiddenIsyn', 'outputIsyn', 'hiddenSpiking', 'outputSpiking'] as const;
export type CycleTerm = (typeof CYCLE_TERMS)[number];

/** Clock cycles per timestep, by part. */
export type CycleTerms = Readonly<Record<CycleTerm, number>>;

/** What a layer has to do with the cycles: updates of its neurons, and the work that its spikes make. */
export interface LayerCycles {
  /** Name of the layer; `input`, or `hidden` or `output` for neurons of which nobody says the layer. */
  readonly name: string;
  readonly role: 'input' | 'hidden' | 'output';
  /** Number of neurons, or of channels. */
  readonly neurons: number;
  /** Mean fraction of timesteps in which one of them spikes; `null` where it was not recorded. */
  readonly activity: number | null;
  readonly cyclesPerStep: number;
  readonly terms: CycleTerms;
}

/** Cycles of the main clock that a network takes, on average over timesteps. */
export interface CycleEstimate {
  readonly cyclesPerStep: number;
  /** They add up to `cyclesPerStep`. */
  readonly terms: CycleTerms;
  /** The input channels, hidden layers, outputs; they add up to `cyclesPerStep`, and each term of theirs to that term. */
  readonly layers: readonly LayerCycles[];
  /** Operations per timestep of the second synapse, which take no cycles of their own. */
  readonly synapse2Operations: Figure<number>;
  /** Where the model is published. */
  readonly source: string;
}

/**
 * Clock cycles per timestep. With one activity for all neurons it is the published formula:
 *
 *     input          Nin * (pIn * Nien * 3.5 + 1)
 *     hiddenIsyn     Nhidden * (fanOut * 7 * pHidden + 3)
 *     outputIsyn     Noen * pHidden * (1 + 8 * Nout)
 *     hiddenSpiking  Nhidden * (19 + aliases), see `aliasCycles`
 *     outputSpiking  Nout * 12
 *
 * where fanOut is the mean number of recurrent weights other than 0 on the first synapse. Where activities differ, each
 * neuron's fan-out counts with its own activity, which the published formula, of means, cannot tell.
 * @throws SPEC_INVALID for arrays that disagree, ACTIVITY_INVALID for an activity of another network or outside of 0 to 1.
 */
export function estimateCycles(spec: AnySpec, model: CycleModel, activity: Activity): CycleEstimate {
  refuseOnErrors(checkSpecShapes(spec), 'SPEC_INVALID', 'the arrays of the network disagree', { who: spec.chipId });
  refuseOnErrors(activityIssues(spec, activity), 'ACTIVITY_INVALID', 'no activity of this network', {
    who: spec.chipId,
  });
  const layers = cyclesByLayer(spec, model, activity);
  const terms = sumOf(layers.map((layer) => layer.terms));
  const synapse2Operations = synapse2Of(spec, model, activity);
  return { cyclesPerStep: totalOf(terms), terms, layers, synapse2Operations, source: model.source };
}

function cyclesByLayer(spec: AnySpec, model: CycleModel, activity: Activity): readonly LayerCycles[] {
  const { inputs, outputs, hidden } = specSizes(spec);
  const fanOut = fanOutOnFirst(spec.weightsRec);
  const drives = drivingOutputs(spec, model);
  const perReadout = model.outputPerSource + model.outputPerTarget * outputs;
  const perUpdate = model.hiddenUpdate + aliasCycles(spec.aliases, meanOf(activity.hidden));
  const sumOver = (ids: readonly number[], value: (id: number) => number): number =>
    ids.reduce((sum, id) => sum + value(id), 0);
  const p = (id: number): number => activity.hidden[id] as number;

  const inputCycles =
    sumOfAll(activity.input) * takingInput(spec, model) * model.inputPerTarget + inputs * model.inputPerChannel;
  return [
    layerCycles('input', 'input', inputs, activity.input, { input: inputCycles }),
    ...neuronsByLayer(spec.layers, hidden, outputs).map(({ name, role, neurons }) =>
      role === 'hidden'
        ? layerCycles(name, role, neurons.length, pick(activity.hidden, neurons), {
            hiddenIsyn: sumOver(
              neurons,
              (id) => (fanOut[id] as number) * p(id) * model.recurrentPerTarget + model.hiddenDecay,
            ),
            outputIsyn: sumOver(neurons, (id) => (drives[id] === 1 ? p(id) * perReadout : 0)),
            hiddenSpiking: neurons.length * perUpdate,
          })
        : layerCycles(name, role, neurons.length, activity.output && pick(activity.output, neurons), {
            outputSpiking: neurons.length * model.outputUpdate,
          }),
    ),
  ];
}

function layerCycles(
  name: string,
  role: LayerCycles['role'],
  neurons: number,
  activity: Float64Array | null,
  some: Partial<CycleTerms>,
): LayerCycles {
  const terms = sumOf([some]);
  return { name, role, neurons, activity: activity && meanOf(activity), cyclesPerStep: totalOf(terms), terms };
}

/** Cycles that spikes and aliases add to the update of a hidden neuron, of means: a part of the published formula. */
function aliasCycles(aliases: AnySpec['aliases'], p: number): number {
  if (aliases.length === 0) return 0;
  const targets = aliases.reduce((sum, list) => sum + list.length, 0) / aliases.length;
  const sources = aliases.filter((list) => list.length > 0).length / aliases.length;
  const both = targets * sources;
  return 2 * Math.max(p, both) + 3 * Math.max(p * targets, both) + p + sources * Math.max(p, targets);
}

function synapse2Of(spec: AnySpec, model: CycleModel, activity: Activity): Figure<number> {
  const { synapses, hidden } = specSizes(spec);
  if (synapses < 2) return known(0);
  const { synapse2 } = model;
  if (synapse2 === undefined) return unknown(`the ${model.source} leaves the second synapse out`);
  const fanOut = fanOutOnFirst(spec.weightsRec);
  return known(
    synapse2.inputPerTarget * sumOfAll(activity.input) * takingInput(spec, model) +
      synapse2.recurrentPerTarget * sumOfAll(activity.hidden.map((p, id) => p * (fanOut[id] as number))) +
      synapse2.hiddenDecay * hidden,
  );
}

const pick = (values: Float64Array, ids: readonly number[]): Float64Array =>
  Float64Array.from(ids, (id) => values[id] as number);

const sumOfAll = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const sumOf = (parts: readonly Partial<CycleTerms>[]): CycleTerms =>
  Object.fromEntries(
    CYCLE_TERMS.map((term) => [term, parts.reduce((sum, part) => sum + (part[term] ?? 0), 0)]),
  ) as unknown as CycleTerms;

const totalOf = (terms: CycleTerms): number => CYCLE_TERMS.reduce((sum, term) => sum + terms[term], 0);
