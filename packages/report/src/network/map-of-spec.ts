import { type SpecLayer, specLayers } from '@xylopipe/compare';
import { type AnySpec, checkSpecShapes, isXylopipeError, specSizes } from '@xylopipe/core';
import type { LayerBox, LayerLink, LayerMap } from './layer-map.js';

/**
 * The layers of a network on a chip. Where its layers are not those of its neurons, all hidden neurons are one; `undefined`
 * where its arrays contradict each other.
 */
export function mapOfSpec(spec: AnySpec): LayerMap | undefined {
  if (checkSpecShapes(spec).length > 0) return undefined;
  const { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses } = specSizes(spec);
  const layers = layersOf(spec);
  const input: LayerBox = { name: 'input', role: 'input', neurons: inputs };
  const boxes = [input, ...layers.map(({ name, role, ids }) => ({ name, role, neurons: ids.length }))];
  const hiddenBox = boxOfNeurons(layers, 'hidden', hidden);
  const outputBox = boxOfNeurons(layers, 'output', outputs);

  const weights = new Counts(boxes.length);
  const aliases = new Counts(boxes.length);
  const box = (list: Int32Array, neuron: number): number => list[neuron] as number;
  eachSet(spec.weightsIn.data, (i) => weights.add(0, box(hiddenBox, Math.floor(i / synapses) % inputExpansion)));
  eachSet(spec.weightsRec.data, (i) => {
    const pair = Math.floor(i / synapses);
    weights.add(box(hiddenBox, Math.floor(pair / hidden)), box(hiddenBox, pair % hidden));
  });
  const first = hidden - outputExpansion;
  eachSet(spec.weightsOut.data, (i) =>
    weights.add(box(hiddenBox, first + Math.floor(i / outputs)), box(outputBox, i % outputs)),
  );
  spec.aliases.forEach((targets, i) => {
    for (const target of targets) aliases.add(box(hiddenBox, i), box(hiddenBox, target));
  });
  return { boxes, links: [...weights.links('weights'), ...aliases.links('alias')] };
}

function layersOf(spec: AnySpec): readonly SpecLayer[] {
  try {
    return specLayers(spec);
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    return specLayers({ ...spec, layers: [] });
  }
}

/** The box of each neuron of a role; the input is box 0, layer `i` is box `i + 1`. */
function boxOfNeurons(layers: readonly SpecLayer[], role: SpecLayer['role'], neurons: number): Int32Array {
  const boxes = new Int32Array(neurons);
  layers.forEach((layer, i) => {
    if (layer.role !== role) return;
    for (const id of layer.ids) boxes[id] = i + 1;
  });
  return boxes;
}

function eachSet(data: ArrayLike<number>, visit: (i: number) => void): void {
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) visit(i);
}

/** How much leads from each box to each. */
class Counts {
  readonly #boxes: number;
  readonly #counts: Float64Array;

  constructor(boxes: number) {
    this.#boxes = boxes;
    this.#counts = new Float64Array(boxes * boxes);
  }

  add(from: number, to: number): void {
    const i = from * this.#boxes + to;
    this.#counts[i] = (this.#counts[i] as number) + 1;
  }

  links(kind: LayerLink['kind']): readonly LayerLink[] {
    return [...this.#counts].flatMap((count, i) =>
      count === 0 ? [] : [{ from: Math.floor(i / this.#boxes), to: i % this.#boxes, kind, count }],
    );
  }
}
