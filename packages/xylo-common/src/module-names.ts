import type { ModuleRecord, NetworkGraph } from '@xylopipe/core';

/** The graph with a name for every module: its own, or its place in the list. */
export const withNames = (graph: NetworkGraph): NetworkGraph => ({
  ...graph,
  modules: graph.modules.map((module, i) => (module.name ? module : { ...module, name: `modules[${i}]` })),
});

/** A module in a message, e.g. `weights 2.0`. */
export const labelOf = ({ type, name }: { readonly type: string; readonly name?: string | undefined }): string =>
  `${WORDS[type as ModuleRecord['type']]} ${name}`;

const WORDS = {
  LinearWeights: 'weights',
  LifNeurons: 'neurons',
  GenericNeurons: 'neurons',
  AliasConnection: 'alias',
} as const satisfies Record<ModuleRecord['type'], string>;
