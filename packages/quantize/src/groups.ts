import { type Issue, type LayerPlacement, layersNamedTwice, type MappedSpec, neuronRanges } from '@xylopipe/core';
import type { QuantizeMethod } from './options.js';

/** Which neurons share a factor. */
export interface Groups {
  /** Number of its group, per neuron. */
  readonly of: Int32Array;
  readonly count: number;
}

/** The hidden and the output neurons of one kind: a group never has both. */
export interface SpecGroups {
  readonly hidden: Groups;
  readonly output: Groups;
}

/** Groups of a specification: all neurons together, those of a layer, or each alone. Layers must be sound: `layerIssues`. */
export function groupsOf({ threshold, thresholdOut, layers }: MappedSpec, method: QuantizeMethod): SpecGroups {
  const counts = { hidden: threshold.length, output: thresholdOut.length };
  if (method === 'global') return { hidden: together(counts.hidden), output: together(counts.output) };
  if (method === 'channel') return { hidden: alone(counts.hidden), output: alone(counts.output) };
  return { hidden: byLayer(layers, 'hidden', counts.hidden), output: byLayer(layers, 'output', counts.output) };
}

const together = (neurons: number): Groups => ({ of: new Int32Array(neurons), count: 1 });

const alone = (neurons: number): Groups => ({ of: Int32Array.from({ length: neurons }, (_, n) => n), count: neurons });

type Role = LayerPlacement['role'];

/** A layer can lie in several places, under one name. */
function byLayer(layers: readonly LayerPlacement[], role: Role, neurons: number): Groups {
  const of = new Int32Array(neurons);
  const names: string[] = [];
  for (const { name, first, count } of placesOf(layers, role)) {
    if (!names.includes(name)) names.push(name);
    of.fill(names.indexOf(name), first, first + count);
  }
  return { of, count: names.length };
}

/** What keeps a specification from being quantized layer by layer: neurons that are in no layer, or in two, and layers of one name. All are errors. */
export function layerIssues({ threshold, thresholdOut, layers }: MappedSpec): readonly Issue[] {
  return [
    ...layersNamedTwice(layers),
    ...strayIssues(layers, 'hidden', threshold.length),
    ...strayIssues(layers, 'output', thresholdOut.length),
  ];
}

function strayIssues(layers: readonly LayerPlacement[], role: Role, neurons: number): readonly Issue[] {
  const times = new Int32Array(neurons);
  for (const { first, count } of placesOf(layers, role)) {
    for (let n = Math.max(first, 0); n < Math.min(first + count, neurons); n++) times[n] = (times[n] as number) + 1;
  }
  const stray = [...times.keys()].filter((n) => times[n] !== 1);
  if (stray.length === 0) return [];
  return [
    {
      code: 'LAYERS_UNKNOWN',
      severity: 'error',
      at: ['layers'],
      measured: stray.length,
      limit: 0,
      message: `${neuronRanges(`${role} neuron`, stray)} must be in one layer each`,
      hint: 'map the network again, or use method "global" or "channel", which need no layers',
    },
  ];
}

/** Where the layers of a role lie, counted from its first neuron: hidden ids run from 0, output ids from that of the first. */
function placesOf(layers: readonly LayerPlacement[], role: Role) {
  const places = layers.filter((layer) => layer.role === role);
  const origin = role === 'hidden' ? 0 : Math.min(...places.map(({ firstId }) => firstId));
  return places.map(({ name, firstId, count }) => ({ name, first: firstId - origin, count }));
}
