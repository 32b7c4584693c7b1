import { type Issue, issueUnder, type NetworkTree, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import { connectModules, distinctNames, GraphHolder } from '@xylopipe/graph';
import { fault } from './fault.js';
import { join } from './graph-name.js';
import type { LayerRecord, Network, NetworkEvolution, NetworkEvolveOptions, NetworkUse } from './network.js';
import { label, refuseInvalid } from './refusal.js';

/** What a container can be given besides its children. */
export interface ChainOptions {
  readonly name?: string | undefined;
}

/** Networks of which each feeds the next: what all containers have in common. */
export abstract class Chain implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  /** The networks in it; each can be in one container only, since its state is its own. */
  readonly children: readonly Network[];

  /** Throws `NETWORK_INVALID` with `issues` if there is one. */
  protected constructor(
    type: string,
    children: readonly Network[],
    name: string | undefined,
    issues: readonly Issue[],
  ) {
    refuseInvalid(issues, label(type, name));
    this.name = name;
    this.children = [...children];
    ({ nin: this.nin, nout: this.nout } = chainSize(children));
  }

  abstract evolve(input: TimeSeriesInput, options?: NetworkEvolveOptions): NetworkEvolution;
  abstract asGraph(name?: string): GraphHolder;
  abstract toTree(): NetworkTree;

  issuesFor(use: NetworkUse): readonly Issue[] {
    return this.children.flatMap((child, i) => child.issuesFor(use).map((issue) => issueUnder(['children', i], issue)));
  }

  resetState(): void {
    for (const child of this.children) child.resetState();
  }

  /**
   * Evolves the children one after the other over all timesteps, each fed with the output of the one before.
   * @param links - Networks without state between each two children. Default: none.
   */
  protected evolveChildren(
    input: TimeSeriesInput,
    options: NetworkEvolveOptions | undefined,
    links: readonly Network[] = [],
  ): NetworkEvolution {
    let output = TimeSeries.from(input);
    const records: LayerRecord[] = [];
    const places = placesOf(this.children);
    this.children.forEach((child, i) => {
      const link = links[i - 1];
      const evolution = child.evolve(link === undefined ? output : link.evolve(output).output, options);
      output = evolution.output;
      const place = places[i] as string;
      records.push(
        ...evolution.records.map((record) => ({
          ...record,
          path: [i, ...record.path],
          name: record.name === '' ? place : join(place, record.name),
        })),
      );
    });
    return { output, records };
  }

  /** Graphs of the children, joined; a child is called by its name, or else by its place, and by both where its name is taken. */
  protected graphOfChildren(name: string): GraphHolder {
    const places = placesOf(this.children);
    const graphs = this.children.map((child, i) => child.asGraph(join(name, places[i] as string)));
    const { inputNodes, outputNodes } = graphs.reduce((before, next) => connectModules(before, next));
    return new GraphHolder(inputNodes, outputNodes, { name });
  }

  protected treesOfChildren(): readonly NetworkTree[] {
    return this.children.map((child) => child.toTree());
  }
}

/** What each child is called within its container. */
const placesOf = (children: readonly Network[]): readonly string[] =>
  distinctNames(children.map(({ name }, i) => name || String(i)));

/** Number of input and output channels of a network, or of a tree. */
export type Sized = Pick<Network, 'nin' | 'nout'>;

/** Channels that go into the first and come out of the last child. */
export const chainSize = (children: readonly Sized[]): Sized => ({
  nin: children[0]?.nin ?? 0,
  nout: children.at(-1)?.nout ?? 0,
});

/** A container needs something in it. */
export const checkNotEmpty = (children: readonly Sized[]): readonly Issue[] =>
  children.length > 0
    ? []
    : [fault('NO_CHILDREN', ['children'], 'there is no layer in it', 'give at least one', { measured: 0, limit: 1 })];

/** Children that are fed directly by the one before must be as wide as that. */
export const checkNeighbours = (children: readonly Sized[]): readonly Issue[] =>
  children.slice(1).flatMap(({ nin }, i) => {
    const { nout } = children[i];
    if (nout === nin) return [];
    const message = `child ${i + 1} takes ${nin} channels, but child ${i} gives ${nout}`;
    const hint = 'make the layers equally wide, or put a Linear between them';
    return [fault('SIZES_DIFFER', ['children', i + 1], message, hint, { measured: nin, limit: nout })];
  });
