import type { ModuleRecord, NetworkGraph } from '@xylopipe/core';
import type { LayerBox, LayerLink, LayerMap } from './layer-map.js';

/** The layers of a graph: its modules of neurons, connected by its weights and aliases. */
export function mapOfGraph({ nodes, inputNodes, outputNodes, modules }: NetworkGraph): LayerMap {
  const boxes: LayerBox[] = [{ name: 'input', role: 'input', neurons: inputNodes.length }];
  const outputs = new Set(outputNodes);
  const boxOf = new Map<number, number>();
  modules.forEach((m, i) => {
    if (!hasNeurons(m)) return;
    const role = m.outputs.some((node) => outputs.has(node)) ? 'output' : 'hidden';
    boxOf.set(i, boxes.push({ name: m.name ?? `${role} ${boxes.length}`, role, neurons: m.outputs.length }) - 1);
  });
  const inputs = new Set(inputNodes);
  const known = (list: Iterable<number>): readonly number[] => [...new Set(list)].flatMap((i) => boxOf.get(i) ?? []);
  const before = (at: readonly number[]): readonly number[] => [
    ...(at.some((node) => inputs.has(node)) ? [0] : []),
    ...known(at.flatMap((node) => nodes[node]?.sources ?? [])),
  ];
  const after = (at: readonly number[]): readonly number[] => known(at.flatMap((node) => nodes[node]?.sinks ?? []));

  const links: LayerLink[] = modules.flatMap((m): LayerLink[] => {
    if (m.type === 'LinearWeights') {
      const count = nonZero(m.weights.data);
      return before(m.inputs).flatMap((from) => after(m.outputs).map((to) => ({ from, to, kind: 'weights', count })));
    }
    if (m.type !== 'AliasConnection') return [];
    return before(m.inputs).flatMap((from) =>
      before(m.outputs)
        .filter((to) => to !== from)
        .map((to) => ({ from, to, kind: 'alias', count: m.inputs.length })),
    );
  });
  return { boxes, links: links.filter(({ count }) => count > 0) };
}

function nonZero(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) found++;
  return found;
}

const hasNeurons = ({ type }: ModuleRecord): boolean => type === 'LifNeurons' || type === 'GenericNeurons';
