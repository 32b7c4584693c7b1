import type { Issue, IssuePath, NetworkTree, TreeVector } from '@xylopipe/core';
import { hasWholeSynapses, unevenSynapses } from './differences.js';
import type { Draft } from './draft.js';
import type { LifLeaves } from './leaves.js';

type Size = number | undefined;

/**
 * The modules of a chain with their shapes, as far as they follow from the file; whether neighbours fit is not looked at.
 * @param inputs - channels that come in, where known.
 * @param outputs - channels that have to come out, where known.
 */
export function withShapes(
  drafts: readonly Draft[],
  inputs: Size,
  outputs: Size,
  issues: Issue[],
): readonly NetworkTree[] {
  let size = inputs;
  return drafts.map((draft, i) => {
    const next = drafts[i + 1];
    const tree = withShape(draft, size, next === undefined ? outputs : inputsOf(next), issues);
    size = outputsOf(tree);
    return tree;
  });
}

function withShape(draft: Draft, inputs: Size, outputs: Size, issues: Issue[]): NetworkTree {
  switch (draft.type) {
    case 'Linear':
      return { ...draft, shape: [draft.weight.length, draft.weight[0]?.length ?? 0] };
    case 'Sequential':
      return { ...draft, children: withShapes(draft.children, inputs, outputs, issues) };
    case 'Residual': {
      const through = inputs ?? inputsOf(draft);
      return { ...draft, children: withShapes(draft.children, through, through, issues) };
    }
    case 'ExpSyn': {
      const { at, ...tree } = draft;
      const n = lengthOf(tree.tau) ?? inputs ?? outputs;
      if (n === undefined) issues.push(unclear(at));
      return { ...tree, shape: [n ?? 0] };
    }
    default: {
      const { at, leaves, ...tree } = draft;
      const sizes = lifSizes(leaves, inputs, outputs);
      if (sizes === undefined) issues.push(unclear(at));
      else if (!hasWholeSynapses(sizes)) issues.push(unevenSynapses(at, sizes));
      return { ...tree, shape: sizes ?? [0, 0] };
    }
  }
}

type LifSizes = readonly [nin: number, n: number];

/** By the parameters of the neurons first, then by what is around them, then one synapse per neuron. */
function lifSizes(leaves: LifLeaves, inputs: Size, outputs: Size): LifSizes | undefined {
  const { tau_mem, threshold, bias, dash_mem, alpha, tau_syn, dash_syn, beta, w_rec } = leaves;
  const perNeuron = [tau_mem, threshold, bias, dash_mem, alpha].map(lengthOf);
  const rows = [tau_syn, dash_syn, beta].find((value) => typeof value === 'object' && value !== null) as
    | readonly (readonly number[])[]
    | undefined;
  const synapses = rows?.[0]?.length;
  const own =
    perNeuron.find((n) => n !== undefined) ?? w_rec?.length ?? (rows && rows.length > 1 ? rows.length : undefined);
  const nin = inputs ?? w_rec?.[0]?.length ?? (own && synapses ? own * synapses : undefined) ?? own;
  const n = own ?? (nin && synapses ? nin / synapses : undefined) ?? outputs ?? nin;
  return nin !== undefined && n !== undefined ? [nin, n] : undefined;
}

function inputsOf(draft: Draft): Size {
  switch (draft.type) {
    case 'Linear':
      return draft.weight.length;
    case 'Sequential':
    case 'Residual':
      return draft.children[0] && inputsOf(draft.children[0]);
    case 'ExpSyn':
      return lengthOf(draft.tau);
    default:
      return lifSizes(draft.leaves, undefined, undefined)?.[0];
  }
}

function outputsOf(tree: NetworkTree): Size {
  if ('children' in tree) return tree.children.length > 0 ? outputsOf(tree.children.at(-1) as NetworkTree) : undefined;
  return tree.shape.at(-1);
}

const lengthOf = (vector: TreeVector | null | undefined): Size =>
  typeof vector === 'object' && vector !== null ? vector.length : undefined;

const unclear = (at: IssuePath): Issue => ({
  code: 'SIZE_UNCLEAR',
  severity: 'error',
  at,
  message: 'the number of neurons follows neither from the parameters nor from the modules around it',
  hint: 'give the parameters of every neuron as lists, or put weights before the neurons',
});
