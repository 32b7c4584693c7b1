import { type Checked, type NetworkTree, XylopipeError } from '@xylopipe/core';
import { jsonFromBytes } from '@xylopipe/formats';
import type { ConversionEntry, NirImportOptions } from '@xylopipe/nir';
import { type Network, networkFromTree } from '@xylopipe/nn';
import { artifactFromJson } from './artifact-json.js';
import { type InputFile, parseInput, parseInputAsync, readInput } from './input-file.js';
import { isNir, networkFromNir } from './nir-file.js';
import { type ArtifactDefaults, type FileLayout, NOUNS, type StageInput } from './stage-input.js';

/** A network that was in a file, and what there is to say about the file. */
export interface NetworkInFile extends Checked<Network> {
  /** Whose layout the file has. */
  readonly layout: FileLayout;
  /** What was changed to make it a network for a chip, where the file was NIR. */
  readonly conversion?: readonly ConversionEntry[] | undefined;
}

/** What NIR files leave open, and what ends the reading of one. */
export interface ReadNetworkOptions extends NirImportOptions {
  readonly signal?: AbortSignal | undefined;
}

/** The network of a tree that was in a file. Throws `NETWORK_INVALID`, saying which file it is. */
export const networkFor = (file: InputFile, tree: NetworkTree): Network =>
  parseInput(file, () => networkFromTree(tree));

/**
 * Reads the network of a file: a tree, Rockpool's parameters, or NIR, of which `options` say what it leaves open.
 * @throws FILE_NOT_READABLE, NOT_A_NETWORK, NETWORK_INVALID; of NIR files what `readNir` and `importNir` throw, such as
 * NIR_FILE_INVALID and NIR_IMPORT_REFUSED; and what the codecs throw.
 */
export async function readNetwork(path: string, options: ReadNetworkOptions = {}): Promise<NetworkInFile> {
  const file = await readInput(path);
  const read = await artifactFrom(file, options);
  if (read.stage !== 'extract') {
    throw new XylopipeError('NOT_A_NETWORK', `the file holds ${NOUNS[read.stage]}`, { who: path });
  }
  const { layout, issues, conversion } = read;
  return { value: networkFor(file, read.artifact), issues, layout, conversion };
}

/**
 * The artifact in a file, recognised by what it says of itself.
 * @throws NOT_AN_ARTIFACT, and what the codecs throw; of NIR files what `readNir` and `importNir` throw.
 */
export async function artifactFrom(file: InputFile, defaults: ArtifactDefaults = {}): Promise<StageInput> {
  if (!isNir(file)) return parseInput(file, (bytes) => artifactFromJson(jsonFromBytes(bytes), defaults));
  const { value, issues } = await parseInputAsync(file, (bytes) => networkFromNir(bytes, defaults));
  return { layout: 'nir', stage: 'extract', artifact: value.network, conversion: value.report, issues };
}
