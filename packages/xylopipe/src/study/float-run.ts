import { type LayerRun, type LayerTrace, layerDelays, type SpecLayer, withAliasSpikes } from '@xylopipe/compare';
import {
  type AnySpec,
  type Checked,
  type Issue,
  type NetworkTree,
  type Raster,
  type Tensor,
  XylopipeError,
} from '@xylopipe/core';
import { type LayerRecord, type Network, networkFromTree } from '@xylopipe/nn';

/**
 * The float network as a run to compare a chip with: its LIF layers, called and numbered as in `spec`, the mapped
 * specification of the same network, in the data's way, with the spikes that skip paths add where a chip counts them. A
 * copy of the network evolves, from rest, as a chip does: a warning names layers that were given another state to begin
 * with (`INITIAL_STATE`). Layers of the specification that the network does not record under the same name and size are
 * left out and named in the warnings (`LAYER_MISSING`).
 * @throws LAYERS_INVALID if the layers of `spec` contradict its neurons, FLOAT_RUN_FAILED if no layer is in both; what
 * `Network.evolve` throws.
 */
export function floatRun(network: Network, input: Raster, spec: AnySpec): Checked<LayerRun> {
  const tree = network.toTree();
  const { records } = networkFromTree(atRest(tree)).evolve(input, { record: true });
  const issues: Issue[] = initialStates(tree).map(beginsAtRest);
  const layers: LayerTrace[] = [];
  for (const layer of layerDelays(spec).value) {
    const record = recordOf(layer, network, records);
    if (record === undefined) issues.push(missing(layer));
    else layers.push({ ...layer, delay: 0, threshold: thresholdOf(layer, spec), signals: signalsOf(record) });
  }
  if (layers.length === 0) {
    throw new XylopipeError('FLOAT_RUN_FAILED', 'no layer of the specification is one of the network', { issues });
  }
  return { value: withAliasSpikes({ label: 'float', steps: input.steps, dt: spec.dt, layers }, spec), issues };
}

/** The same network, which begins with zeros everywhere. */
function atRest(tree: NetworkTree): NetworkTree {
  if ('children' in tree) return { ...tree, children: tree.children.map(atRest) };
  return 'initial_state' in tree ? { ...tree, initial_state: undefined } : tree;
}

/** Where in the tree layers begin with a state that is not 0. */
function initialStates(tree: NetworkTree, at: Issue['at'] = []): readonly Issue['at'][] {
  if ('children' in tree) return tree.children.flatMap((child, i) => initialStates(child, [...at, 'children', i]));
  const { vmem = [], isyn = [], spikes = [] } = ('initial_state' in tree && tree.initial_state) || {};
  return [...vmem, ...isyn.flat(), ...spikes].some((state) => state !== 0) ? [[...at, 'initial_state']] : [];
}

const beginsAtRest = (at: Issue['at']): Issue => ({
  code: 'INITIAL_STATE',
  severity: 'warning',
  at,
  message: 'the layer has an initial state, and a chip begins at rest: so does the float network here',
  hint: 'leave the initial state out, and bring the network into it by its input',
});

/** The one record that is called like a layer and has as many neurons. */
function recordOf(
  { name, ids }: SpecLayer,
  network: Network,
  records: readonly LayerRecord[],
): LayerRecord | undefined {
  const found = records.filter((record) => pathOf(network, record) === name && record.vmem.shape[1] === ids.length);
  return found.length === 1 ? found[0] : undefined;
}

/** What the graph of the network calls the layer. */
const pathOf = ({ name = '' }: Network, record: LayerRecord): string =>
  [name, record.name].filter((part) => part !== '').join('.');

const thresholdOf = ({ role, ids }: SpecLayer, { threshold, thresholdOut }: AnySpec): readonly number[] =>
  ids.map((id) => (role === 'hidden' ? threshold : thresholdOut)[id] as number);

function signalsOf({ vmem, isyn, spikes }: LayerRecord): LayerTrace['signals'] {
  const [, , synapses = 1] = isyn.shape;
  const first = { vmem, spikes, isyn: synapse(isyn, 0) };
  return synapses > 1 ? { ...first, isyn2: synapse(isyn, 1) } : first;
}

/** One synapse of all neurons, `(T, N)`. */
function synapse({ shape: [steps = 0, neurons = 0, synapses = 1], data }: Tensor, index: number): Tensor {
  const shape = [steps, neurons];
  if (synapses === 1) return { shape, data };
  return {
    shape,
    data: Float64Array.from({ length: steps * neurons }, (_, i) => data[i * synapses + index] as number),
  };
}

const missing = ({ name, ids }: SpecLayer): Issue => ({
  code: 'LAYER_MISSING',
  severity: 'warning',
  at: ['layers', name],
  measured: ids.length,
  message: `the float network has no layer ${name} of ${ids.length} neurons, or more than one`,
  hint: 'give the network that the specification was mapped from, with a name of its own for every layer',
});
