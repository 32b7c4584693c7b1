import { type Issue, issueUnder, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import { connectModules, GraphHolder } from '@xylopipe/graph';
import { join } from './graph-name.js';
import type { LayerRecord, Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';

/** Number of input and output channels of a network, or of a tree. */
export type Sized = Pick<Network, 'nin' | 'nout'>;

/** What is wrong with children of which each feeds the next. */
export function checkChain(children: readonly Sized[]): readonly Issue[] {
  if (children.length === 0) return [noChildren];
  return children.slice(1).flatMap((child, i) => {
    const before = children[i];
    if (before.nout === child.nin) return [];
    const message = `child ${i + 1} takes ${child.nin} channels, but child ${i} gives ${before.nout}`;
    const hint = 'make the layers equally wide, or put a Linear between them';
    const common = { code: 'SIZES_DIFFER', severity: 'error', at: ['children', i + 1] } as const;
    return [{ ...common, measured: child.nin, limit: before.nout, message, hint }];
  });
}

/** A container with nothing in it. */
export const noChildren: Issue = {
  code: 'NO_CHILDREN',
  severity: 'error',
  at: ['children'],
  measured: 0,
  limit: 1,
  message: 'there is no layer in it',
  hint: 'give at least one child',
};

/** Channels that go into the first and come out of the last child. */
export const chainSize = (children: readonly Sized[]): Sized => ({
  nin: children[0]?.nin ?? 0,
  nout: children.at(-1)?.nout ?? 0,
});

/** What keeps children from a use, each under its place. */
export const chainIssues = (children: readonly Network[], use: NetworkUse): readonly Issue[] =>
  children.flatMap((child, i) => child.issuesFor(use).map((issue) => issueUnder(['children', i], issue)));

/**
 * Evolves children one after the other over all timesteps, each fed with the output of the one before.
 * @param links - Networks without state between each two children. Default: none.
 */
export function evolveChain(
  children: readonly Network[],
  input: TimeSeriesInput,
  options: NetworkEvolveOptions | undefined,
  links: readonly Network[] = [],
): NetworkEvolution {
  let output = TimeSeries.from(input);
  const records: LayerRecord[] = [];
  children.forEach((child, i) => {
    const link = links[i - 1];
    const evolution = child.evolve(link === undefined ? output : link.evolve(output).output, options);
    output = evolution.output;
    records.push(...evolution.records.map((record) => ({ ...record, path: [i, ...record.path] })));
  });
  return { output, records };
}

/** Graphs of children, joined; a child is called by its name, or else by its place. */
export function chainGraph(children: readonly Network[], name: string): GraphHolder {
  const graphs = children.map((child, i) => child.asGraph(join(name, child.name ?? String(i))));
  const { inputNodes, outputNodes } = graphs.reduce((before, next) => connectModules(before, next));
  return new GraphHolder(inputNodes, outputNodes, { name });
}
