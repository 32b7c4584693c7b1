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
import { jsonFromBytes, networkTreeFromRockpool, specificationFromJson } from '@xylopipe/formats';
import type { ConversionEntry, NirImportOptions } from '@xylopipe/nir';
import { type Network, networkFromTree } from '@xylopipe/nn';
import { type InputFile, parseInput, parseInputAsync, readInput } from './input-file.js';
import { isHdf5, networkFromNir } from './nir-file.js';

/** An artifact that a file can hold, the stage that takes it, and what there is to say about the file. */
export type StageInput = { readonly issues: readonly Issue[] } & (
  | {
      readonly stage: 'extract';
      readonly artifact: NetworkTree;
      /** What was changed to make it a network for a chip, where the file was NIR. */
      readonly conversion?: readonly ConversionEntry[];
    }
  | { readonly stage: 'map'; readonly artifact: NetworkGraph }
  | { readonly stage: 'quantize'; readonly artifact: MappedSpec }
  | { readonly stage: 'configure'; readonly artifact: QuantizedSpec }
  | { readonly stage: 'deploy'; readonly artifact: DeviceConfig }
);

/** What files do not say: specifications without header, and NIR. */
export interface ArtifactDefaults extends NirImportOptions {
  readonly chipId?: string | undefined;
  /** Stage that is to take it: tells a mapped specification from a quantized one. */
  readonly stage?: StageInput['stage'] | undefined;
  /** Ends the reading of a NIR file. */
  readonly signal?: AbortSignal | undefined;
}

/** A network that was in a file, and what there is to say about the file. */
export interface ReadNetwork extends Checked<Network> {
  /** What was changed to make it a network for a chip, where the file was NIR. */
  readonly conversion?: readonly ConversionEntry[] | undefined;
}

/** The network of a tree that was in a file. Throws `NETWORK_INVALID`, saying which file it is. */
export const networkFor = (file: InputFile, tree: NetworkTree): Network =>
  parseInput(file, () => networkFromTree(tree));

/**
 * Reads the network of a file: a tree, Rockpool's parameters, or NIR, of which `options` say what NIR leaves open.
 * @throws FILE_NOT_READABLE, NOT_A_NETWORK, NETWORK_INVALID; of NIR files what `readNir` and `importNir` throw, such as
 * NIR_FILE_INVALID and NIR_IMPORT_REFUSED; and what the codecs throw.
 */
export async function readNetwork(
  path: string,
  options: NirImportOptions & Pick<ArtifactDefaults, 'signal'> = {},
): Promise<ReadNetwork> {
  const file = await readInput(path);
  const read = await artifactFrom(file, options);
  if (read.stage === 'extract') {
    return { value: networkFor(file, read.artifact), issues: read.issues, conversion: read.conversion };
  }
  throw new XylopipeError('NOT_A_NETWORK', `the file holds ${NOUNS[read.stage]}`, { who: path });
}

/**
 * The artifact in a file, recognised by what it says of itself.
 * @throws NOT_AN_ARTIFACT, and what the codecs throw; of NIR files what `readNir` and `importNir` throw.
 */
export async function artifactFrom(file: InputFile, defaults: ArtifactDefaults = {}): Promise<StageInput> {
  if (!isHdf5(file.bytes)) return parseInput(file, (bytes) => artifactFromJson(jsonFromBytes(bytes), defaults));
  const { value, issues } = await parseInputAsync(file, (bytes) => networkFromNir(bytes, defaults));
  return { stage: 'extract', artifact: value.network, conversion: value.report, issues };
}

/** What each stage takes, with its article. */
export const NOUNS = {
  extract: 'a network',
  map: 'a graph',
  quantize: 'a mapped specification',
  configure: 'a quantized specification',
  deploy: 'a configuration',
} as const satisfies Record<StageInput['stage'], string>;

function artifactFromJson(json: unknown, { chipId, dt, stage }: ArtifactDefaults): StageInput {
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
