import { type AnySpec, type Checked, type Issue, specSizes } from '@xylopipe/core';
import { type SpecLayer, specLayers } from './spec-layers.js';

/** How many timesteps a layer of a chip is behind a simulation in which spikes pass all layers within a timestep. */
export interface LayerDelay extends SpecLayer {
  readonly delay: number;
}

/**
 * The layers of a specification with their delays, outputs last, the others in the data's way. Input acts within the
 * timestep: a layer with input weights has delay 0. A hidden spike arrives one timestep later: a layer that others have
 * weights to has one more than the least of them, so that where ways of several lengths meet the shortest counts. What
 * an alias repeats is sent in the same timestep, and is asked only for a layer that no weights lead to. A layer that
 * nothing leads to has delay 0, with a warning `LAYER_UNREACHED`.
 * @throws LAYERS_INVALID unless every neuron is in one layer.
 */
export function layerDelays(spec: AnySpec): Checked<readonly LayerDelay[]> {
  const layers = specLayers(spec);
  const { fed, weights, aliases } = connectionsOf(spec, layers);
  const delays = new Map(Array.from(fed, (layer) => [layer, 0]));
  walk(delays, weights, 1);
  for (let known = -1; known < delays.size; ) {
    known = delays.size;
    walk(delays, aliases, 0);
    walk(delays, weights, 1);
  }

  const issues = layers.filter((_, i) => !delays.has(i)).map(unreached);
  const value = layers.map((layer, i) => ({ ...layer, delay: delays.get(i) ?? 0 }));
  const byDelay = value.toSorted((a, b) => (a.role === b.role ? a.delay - b.delay : a.role === 'hidden' ? -1 : 1));
  return { value: byDelay, issues };
}

/** Layers by index that a layer leads to. */
type Connections = readonly ReadonlySet<number>[];

/** Gives a delay to every layer that has none and can be reached from those that have, nearest to the input first. */
function walk(delays: Map<number, number>, connections: Connections, perConnection: number): void {
  for (let delay = 0; delay <= connections.length; delay++) {
    for (const [layer, its] of delays) {
      if (its !== delay) continue;
      for (const next of connections[layer] ?? []) {
        if (!delays.has(next)) delays.set(next, delay + perConnection);
      }
    }
  }
}

interface LayerConnections {
  /** Layers with input weights. */
  readonly fed: ReadonlySet<number>;
  readonly weights: Connections;
  readonly aliases: Connections;
}

function connectionsOf(spec: AnySpec, layers: readonly SpecLayer[]): LayerConnections {
  const { inputExpansion, hidden, outputExpansion, outputs, synapses } = specSizes(spec);
  const ofHidden = new Int32Array(hidden);
  const ofOutput = new Int32Array(outputs);
  layers.forEach(({ role, ids }, layer) => {
    for (const id of ids) (role === 'hidden' ? ofHidden : ofOutput)[id] = layer;
  });
  const fed = new Set<number>();
  const weights = layers.map(() => new Set<number>());
  const aliases = layers.map(() => new Set<number>());

  spec.weightsIn.data.forEach((weight: number, i: number) => {
    if (weight !== 0) fed.add(ofHidden[Math.floor(i / synapses) % inputExpansion] as number);
  });
  spec.weightsRec.data.forEach((weight: number, i: number) => {
    if (weight === 0) return;
    const connection = Math.floor(i / synapses);
    const source = ofHidden[Math.floor(connection / hidden)] as number;
    weights[source]?.add(ofHidden[connection % hidden] as number);
  });
  spec.weightsOut.data.forEach((weight: number, i: number) => {
    if (weight === 0) return;
    const source = ofHidden[hidden - outputExpansion + Math.floor(i / outputs)] as number;
    weights[source]?.add(ofOutput[i % outputs] as number);
  });
  spec.aliases.forEach((targets, id) => {
    for (const target of targets) aliases[ofHidden[id] as number]?.add(ofHidden[target] as number);
  });
  return { fed, weights, aliases };
}

const unreached = ({ name, role }: SpecLayer): Issue => ({
  code: 'LAYER_UNREACHED',
  severity: 'warning',
  at: ['layers', name],
  message: `no weights lead from the input to the ${role} layer ${name}; its delay is taken as 0`,
  hint: 'look for weights that were rounded to 0, or take the layers from the specification before quantization',
});
