import {
  type Checked,
  type DeviceConfig,
  deviceConfigFromJson,
  type Issue,
  type MappedSpec,
  type NetworkGraph,
  type NetworkTree,
  networkGraphFromJson,
  networkTreeFromJson,
  type QuantizedSpec,
  XylopipeError,
} from '@xylopipe/core';
import { jsonFromBytes, networkFromFile, networkTreeFromRockpool, specificationFromJson } from '@xylopipe/formats';
import { type Network, networkFromTree } from '@xylopipe/nn';
import { type InputFile, parseInput, readInput } from './input-file.js';

/** An artifact that a file can hold, the stage that takes it, and what there is to say about the file. */
export type StageInput = { readonly issues: readonly Issue[] } & (
  | { readonly stage: 'extract'; readonly artifact: NetworkTree }
  | { readonly stage: 'map'; readonly artifact: NetworkGraph }
  | { readonly stage: 'quantize'; readonly artifact: MappedSpec }
  | { readonly stage: 'configure'; readonly artifact: QuantizedSpec }
  | { readonly stage: 'deploy'; readonly artifact: DeviceConfig }
);

/** What a specification without header does not say. */
export interface SpecificationDefaults {
  readonly chipId?: string | undefined;
  /** Seconds per timestep. */
  readonly dt?: number | undefined;
  /** Stage that is to take it: tells a mapped specification from a quantized one. */
  readonly stage?: StageInput['stage'] | undefined;
}

/** The network of a tree that was in a file. Throws `NETWORK_INVALID`, saying which file it is. */
export const networkFor = (file: InputFile, tree: NetworkTree): Network =>
  parseInput(file, () => networkFromTree(tree));

/**
 * Reads the network of a file, a tree or Rockpool's parameters, with what there is to say about the file.
 * Throws `FILE_NOT_READABLE`, `NOT_A_NETWORK`, `NETWORK_INVALID`, and what the codecs throw.
 */
export async function readNetwork(path: string): Promise<Checked<Network>> {
  const file = await readInput(path);
  const read = artifactFrom(file);
  if (read.stage === 'extract') return { value: networkFor(file, read.artifact), issues: read.issues };
  throw new XylopipeError('NOT_A_NETWORK', `the file holds ${NOUNS[read.stage]}`, { who: path });
}

/** The artifact in a file, recognised by what it says of itself. Throws `NOT_AN_ARTIFACT`, and what the codecs throw. */
export const artifactFrom = (file: InputFile, defaults: SpecificationDefaults = {}): StageInput =>
  parseInput(file, (bytes) =>
    isHdf5(bytes)
      ? { stage: 'extract', artifact: networkFromFile(bytes, file.path).value, issues: [] }
      : artifactFromJson(jsonFromBytes(bytes), defaults),
  );

/** Of the kinds of files there are, only NIR begins like this, as all of HDF5 does. */
const isHdf5 = (bytes: Uint8Array): boolean => bytes[0] === 0x89;

/** What each stage takes, with its article. */
export const NOUNS = {
  extract: 'a network',
  map: 'a graph',
  quantize: 'a mapped specification',
  configure: 'a quantized specification',
  deploy: 'a configuration',
} as const satisfies Record<StageInput['stage'], string>;

function artifactFromJson(json: unknown, { chipId, dt, stage }: SpecificationDefaults): StageInput {
  const issues: readonly Issue[] = [];
  const has = (key: string): boolean => typeof json === 'object' && json !== null && key in json;
  const { format } = (has('format') ? json : {}) as { readonly format?: unknown };
  if (format === 'xylopipe/graph') return { stage: 'map', artifact: networkGraphFromJson(json), issues };
  if (format === 'xylopipe/config') return { stage: 'deploy', artifact: deviceConfigFromJson(json), issues };
  if (format === 'xylopipe/network' || has('type')) {
    return { stage: 'extract', artifact: networkTreeFromJson(json), issues };
  }
  if (format === 'xylopipe/specification' || has('weights_in')) {
    const asked = stage === 'quantize' ? 'mapped' : stage === 'configure' ? 'quantized' : undefined;
    const read = specificationFromJson(json, { chipId, dt, ...(format === undefined && { stage: asked }) });
    return read.value.stage === 'mapped'
      ? { stage: 'quantize', artifact: read.value, issues: read.issues }
      : { stage: 'configure', artifact: read.value, issues: read.issues };
  }
  if (format === undefined) {
    const read = networkTreeFromRockpool(json);
    return { stage: 'extract', artifact: read.value, issues: read.issues };
  }
  throw new XylopipeError('NOT_AN_ARTIFACT', `there is no artifact of format ${JSON.stringify(format)}`, {
    hint: 'give a network, graph, specification or configuration; rasters go with --input',
  });
}
