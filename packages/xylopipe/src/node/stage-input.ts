import type { DeviceConfig, Issue, MappedSpec, NetworkGraph, NetworkTree, QuantizedSpec } from '@xylopipe/core';
import type { Architecture, RockpoolNetwork } from '@xylopipe/formats';
import type { ConversionEntry, NirImportOptions } from '@xylopipe/nir';

/** Whose layout a file has. */
export type FileLayout = 'xylopipe' | 'rockpool' | 'nir' | 'samna';

/** An artifact that a file can hold, the stage that takes it, and what there is to say about the file. */
export type StageInput = { readonly layout: FileLayout; readonly issues: readonly Issue[] } & (
  | {
      readonly stage: 'extract';
      readonly artifact: NetworkTree;
      /** What was changed to make it a network for a chip, where the file was NIR. */
      readonly conversion?: readonly ConversionEntry[];
      /** How it was known what the modules make up, where the file has the parameters of Rockpool's. */
      readonly architecture?: RockpoolNetwork['architecture'];
    }
  | { readonly stage: 'map'; readonly artifact: NetworkGraph }
  | { readonly stage: 'quantize'; readonly artifact: MappedSpec }
  | { readonly stage: 'configure'; readonly artifact: QuantizedSpec }
  | { readonly stage: 'deploy'; readonly artifact: DeviceConfig }
);

/** What files do not say: specifications without header, and files of other tools. */
export interface ArtifactDefaults extends NirImportOptions {
  readonly chipId?: string | undefined;
  /** What the modules of a parameter file of Rockpool's make up; default: what their names tell. */
  readonly architecture?: Architecture | undefined;
  /** Stage that is to take it: tells a mapped specification from a quantized one. */
  readonly stage?: StageInput['stage'] | undefined;
  /** Ends the reading of a NIR file. */
  readonly signal?: AbortSignal | undefined;
}

/** What each stage takes, with its article. */
export const NOUNS = {
  extract: 'a network',
  map: 'a graph',
  quantize: 'a mapped specification',
  configure: 'a quantized specification',
  deploy: 'a configuration',
} as const satisfies Record<StageInput['stage'], string>;
