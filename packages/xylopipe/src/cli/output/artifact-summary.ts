import { specSizes } from '@xylopipe/core';
import type { RockpoolNetwork } from '@xylopipe/formats';
import { networkFromTree } from '@xylopipe/nn';
import { type FileLayout, NOUNS, type StageInput } from '../../node/stage-input.js';
import { timestepOf } from '../options/timestep.js';
import { type LayerSummary, layersOf } from './network-layers.js';
import { table } from './table.js';

type Architecture = RockpoolNetwork['architecture'];

/** What a file holds, in short. */
export interface ArtifactSummary {
  readonly holds: (typeof NOUNS)[StageInput['stage']];
  readonly layout: FileLayout;
  /** Of parameters of Rockpool's: how it is known what their modules make up. */
  readonly architecture?: Architecture | undefined;
  readonly chipId?: string | undefined;
  /** Seconds per timestep; `null` where nothing says it, or layers say different ones. */
  readonly dt: number | null;
  /** Number of channels, and of neurons that are read out. */
  readonly inputs: number;
  readonly outputs: number;
  /** Neurons that are not outputs, of what is laid out for a chip already. */
  readonly hidden?: number | undefined;
  readonly layers?: readonly LayerSummary[] | undefined;
}

/** Sums up what was read. Throws `NETWORK_INVALID` for a tree that is no network. */
export function summaryOf(read: StageInput): ArtifactSummary {
  const common = { holds: NOUNS[read.stage], layout: read.layout, dt: timestepOf(read) ?? null };
  switch (read.stage) {
    case 'extract': {
      const { nin: inputs, nout: outputs } = networkFromTree(read.artifact);
      const { artifact, architecture } = read;
      return { ...common, architecture, inputs, outputs, layers: layersOf(artifact) };
    }
    case 'map': {
      const { inputNodes, outputNodes, modules } = read.artifact;
      const layers = modules.map(({ name = '', type, inputs, outputs }) => ({
        ...{ name, type, inputs: inputs.length, outputs: outputs.length },
      }));
      return { ...common, inputs: inputNodes.length, outputs: outputNodes.length, layers };
    }
    default: {
      const { chipId } = read.artifact;
      const { inputs, hidden, outputs } = specSizes(read.artifact);
      return { ...common, chipId, inputs, hidden, outputs };
    }
  }
}

/** The same for people. */
export function summaryLines({ layers, ...summary }: ArtifactSummary): readonly string[] {
  const { holds, layout, architecture, chipId, dt, inputs, hidden, outputs } = summary;
  const known = architecture === undefined ? '' : `, its architecture ${ARCHITECTURES[architecture]}`;
  const parts = [
    ...(chipId === undefined ? [] : [`for ${chipId}`]),
    `${inputs} inputs`,
    ...(hidden === undefined ? [] : [`${hidden} hidden neurons`]),
    `${outputs} outputs`,
    dt === null ? 'no common timestep' : `timesteps of ${dt} s`,
  ];
  return [
    `${holds} (${LAYOUTS[layout]}${known}): ${parts.join(', ')}`,
    ...(layers === undefined ? [] : table(rowsOf(layers))),
  ];
}

const LAYOUTS: Readonly<Record<FileLayout, string>> = {
  xylopipe: 'our own format',
  rockpool: 'Rockpool',
  nir: 'NIR',
  samna: 'samna',
};

const ARCHITECTURES: Readonly<Record<Architecture, string>> = {
  SynNet: 'that of a SynNet, by its names',
  chain: 'a chain, by its names',
  described: 'as described',
};

const rowsOf = (layers: readonly LayerSummary[]) => [
  ['layer', 'kind', 'in', 'out', 'recurrent'],
  ...layers.map(({ name, type, inputs, outputs, recurrent }) => [name, type, inputs, outputs, recurrent ? 'yes' : '']),
];
