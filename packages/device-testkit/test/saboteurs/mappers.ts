import {
  type LifNeuronsRecord,
  type MappedSpec,
  type ModuleRecord,
  type NetworkGraph,
  XylopipeError,
} from '@xylopipe/core';
import { changed, replaceMapper } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { limits, sound } from './sound-plugin.js';

const neuronsOf = ({ modules }: NetworkGraph): LifNeuronsRecord =>
  modules.find((module): module is LifNeuronsRecord => module.type === 'LifNeurons') as LifNeuronsRecord;

const swapped = (data: Float64Array): Float64Array => Float64Array.from(data).reverse();

/** Mappers that are broken in one way each. */
export const mappers: readonly Saboteur[] = [
  {
    name: 'a mapper that writes into the arrays of its graph',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      neuronsOf(graph).threshold[0] = 9;
      return mapper.map(graph, options);
    }),
    caughtBy: 'map is pure > and leaves alone what it is given',
  },
  {
    name: 'a mapper that writes into the records of its graph',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      Object.assign(neuronsOf(graph), { name: neuronsOf(graph).name });
      return mapper.map(graph, options);
    }),
    caughtBy: 'map is pure > and takes what is frozen',
  },
  {
    name: 'a mapper that is not deterministic',
    plugin: replaceMapper(sound, (mapper) => {
      let calls = 0;
      return (graph, options) => {
        const { value, issues } = mapper.map(graph, options);
        return calls++ % 2 === 0
          ? { value, issues }
          : { value: { ...value, threshold: swapped(value.threshold) }, issues };
      };
    }),
    caughtBy: 'map is pure > and gives the same bits every time, on every instance',
  },
  {
    name: 'a mapper that keeps its warnings to itself',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => ({ ...mapper.map(graph, options), issues: [] })),
    caughtBy: 'limits > fan-out, 10 > give a warning in map and a refusal in configure with one more',
  },
  {
    name: 'a mapper that refuses what it should warn of',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      if (issues.length === 0) return { value, issues };
      throw new XylopipeError('MAP_REFUSED', 'too large', { who: limits.chipId, issues });
    }),
    caughtBy: 'limits > input channels, 4 > give a warning in map and a refusal in configure with one more',
  },
  {
    name: 'a mapper with one hidden neuron too many',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) => mapper.map(graph, { maxHiddenNeurons: limits.hiddenNeurons + 1, ...options }),
    ),
    caughtBy: 'limits > hidden neurons, 24 > cannot be mapped with one more',
  },
  {
    name: 'a mapper with one output neuron too few',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) => mapper.map(graph, { maxOutputNeurons: limits.outputNeurons - 1, ...options }),
    ),
    caughtBy: 'limits > output neurons, 3 > can all be used',
  },
  {
    name: 'a mapper that forgets the second synapse',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      const [, , synapses = 1] = value.weightsRec.shape;
      const data = value.weightsRec.data.map((weight, i) => (synapses === 2 && i % 2 === 1 ? 0 : weight));
      return { value: { ...value, weightsRec: { shape: value.weightsRec.shape, data } }, issues };
    }),
    caughtBy: 'a mapped network > has every value of its graph at the neuron that it belongs to',
  },
  {
    name: 'a mapper that drops aliases to neuron 0 and others',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      return { value: { ...value, aliases: value.aliases.map(() => []) }, issues };
    }),
    caughtBy: 'a mapped network > has every value of its graph at the neuron that it belongs to',
  },
  {
    name: 'a mapper that mixes up thresholds',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      return { value: { ...value, threshold: swapped(value.threshold) }, issues };
    }),
    caughtBy: 'a mapped network > has every value of its graph at the neuron that it belongs to',
  },
  {
    name: 'a mapper that drops aliases to lower ids',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ aliases }) => ({
          aliases: aliases.map((targets, neuron) => targets.filter((target) => target > neuron)),
        })),
    ),
    caughtBy: 'a network > can have aliases to a layer in front of it',
  },
  {
    name: 'a mapper that drops the second weights that lead into a layer',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const seen = new Set<number>();
      const modules = graph.modules.map((module): ModuleRecord => {
        if (module.type !== 'LinearWeights' || module.name?.endsWith('recurrent')) return module;
        const again = module.outputs.some((node) => seen.has(node));
        for (const node of module.outputs) seen.add(node);
        return again ? { ...module, weights: { ...module.weights, data: module.weights.data.map(() => 0) } } : module;
      });
      return mapper.map({ ...graph, modules }, options);
    }),
    caughtBy: 'a network > can have connections that pass over a layer from the input',
  },
  {
    name: 'a mapper that mixes up weights of deep networks',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ layers, weightsOut: { shape, data } }) =>
          layers.length > 5 ? { weightsOut: { shape, data: swapped(data) } } : {},
        ),
    ),
    caughtBy: 'a network > can have many layers',
  },
  {
    name: 'a mapper that mixes up thresholds of deep networks',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ layers, threshold }) =>
          layers.length > 5 ? { threshold: swapped(threshold) } : {},
        ),
    ),
    caughtBy: 'a network > can have many layers',
  },
  {
    name: 'a mapper that mixes up decays of large networks',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ dashMem }) =>
          dashMem.length > 18 ? { dashMem: swapped(dashMem) } : {},
        ),
    ),
    caughtBy: 'limits > hidden neurons, 24 > can all be used',
  },
  {
    name: 'a mapper that mixes up weights to outputs of large networks',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ threshold, weightsOut: { shape, data } }) =>
          threshold.length > 18 ? { weightsOut: { shape, data: swapped(data) } } : {},
        ),
    ),
    caughtBy: 'a network > can have many layers',
  },
  {
    name: 'a mapper that gives ids to whole layers only',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      if (value.layers.every(({ firstNeuron = 0 }) => firstNeuron === 0)) return { value, issues };
      throw new XylopipeError('MAP_REFUSED', 'no ids for these layers', { who: limits.chipId });
    }),
    caughtBy: 'a network > can need ids neuron by neuron, those that drive outputs being the first of their layer',
  },
  {
    name: 'a mapper that forgets to move thresholds with their neurons',
    plugin: replaceMapper(
      sound,
      (mapper) => (graph, options) =>
        changed(mapper.map(graph, options), ({ layers, threshold }) =>
          layers.some(({ firstNeuron = 0 }) => firstNeuron > 0) ? { threshold: swapped(threshold) } : {},
        ),
    ),
    caughtBy: 'a network > can need ids neuron by neuron, those that drive outputs being the first of their layer',
  },
  {
    name: 'a mapper that puts output ids behind its own neurons',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      const firstId = value.threshold.length;
      const layers = value.layers.map((layer) => (layer.role === 'output' ? { ...layer, firstId } : layer));
      return { value: { ...value, layers }, issues };
    }),
    caughtBy: 'a mapped network > has hidden ids from 0 and output ids from behind the hidden neurons of the chip',
  },
  {
    name: 'a mapper whose specification has more than its file',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const { value, issues } = mapper.map(graph, options);
      return { value: { ...value, mappedBy: 'a saboteur' } as MappedSpec, issues };
    }),
    caughtBy: 'the file of a mapped specification > gives back what was written',
  },
  {
    name: 'a mapper whose error names nobody',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      try {
        return mapper.map(graph, options);
      } catch (error) {
        const { code, message, issues } = error as XylopipeError;
        throw new XylopipeError(code, message, { issues });
      }
    }),
    caughtBy: 'limits > hidden neurons, 24 > cannot be mapped with one more',
  },
  {
    name: 'a mapper whose error is no XylopipeError',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      try {
        return mapper.map(graph, options);
      } catch (error) {
        throw new RangeError((error as Error).message);
      }
    }),
    caughtBy: 'limits > synapses per hidden neuron, 2 > cannot be mapped with one more',
  },
  {
    name: 'a mapper that takes neurons of which nothing is known for others',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      const known = neuronsOf(graph);
      const modules = graph.modules.map((module) =>
        module.type === 'GenericNeurons' ? { ...known, inputs: module.inputs, outputs: module.outputs } : module,
      );
      return mapper.map({ ...graph, modules }, options);
    }),
    caughtBy: 'a network that has neurons of which nothing is known is refused',
  },
  {
    name: 'a mapper with a code of its own',
    plugin: replaceMapper(sound, (mapper) => (graph, options) => {
      try {
        return mapper.map(graph, options);
      } catch (error) {
        const { who, issues, message } = error as XylopipeError;
        throw new XylopipeError('NO_WAY', message, { who: who ?? '', issues });
      }
    }),
    caughtBy: 'a network that has two timesteps is refused',
  },
];
