import { type Checked, type JsonValue, XylopipeError } from '@xylopipe/core';
import { networkTreeToRockpool, samnaConfigToJson, specificationToRockpool } from '@xylopipe/formats';
import type { Compression } from '@xylopipe/nir/node';
import { networkToNir } from '../node/nir-file.js';
import { NOUNS, type StageInput } from '../node/stage-input.js';
import { jsonText } from './results.js';

export const EXPORT_FORMATS = ['nir', 'rockpool', 'samna'] as const;

/** Formats of other tools. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What can be made of each artifact, that which `.json` means first. */
const POSSIBLE: Readonly<Record<StageInput['stage'], readonly ExportFormat[]>> = {
  extract: ['rockpool', 'nir'],
  map: [],
  quantize: ['rockpool'],
  configure: ['rockpool'],
  deploy: ['samna'],
};

/**
 * The format to write: the one that was asked for, or the one that the ending of a file means.
 * @throws EXPORT_IMPOSSIBLE with what is possible, if that cannot be made of what the file holds.
 */
export function formatFor({ stage }: StageInput, out: string, asked: ExportFormat | undefined): ExportFormat {
  const possible = POSSIBLE[stage];
  const format = asked ?? (out.endsWith('.nir') ? 'nir' : possible[0]);
  if (format !== undefined && possible.includes(format)) return format;
  const noun = NOUNS[stage];
  const cannot = format === undefined ? 'no other tool can hold' : `${format} cannot hold`;
  throw new XylopipeError('EXPORT_IMPOSSIBLE', `the file holds ${noun}, which ${cannot}`, {
    hint: `${possible.length === 0 ? '' : `${noun} goes to ${possible.join(' or ')}; `}${WAYS[format ?? 'rockpool']}`,
  });
}

/** How to get what a format can hold. */
const WAYS: Readonly<Record<ExportFormat, string>> = {
  nir: 'NIR holds networks: export the one that this was made of',
  rockpool: "Rockpool's files hold networks and specifications: export one of them",
  samna:
    "samna's files hold configurations: make one with xylopipe run <file> --device syns61201 --until configure --out <folder>",
};

/** Of the writing. */
export interface ExportOptions {
  /** Seconds per timestep, where layers do not say it. */
  readonly dt?: number | undefined;
  readonly compression?: Compression | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was read, in a format that is possible for it; with warnings for what the format cannot hold. */
export async function exported(
  read: StageInput,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Checked<string | Uint8Array>> {
  switch (read.stage) {
    case 'extract':
      return format === 'nir' ? networkToNir(read.artifact, options) : asText(networkTreeToRockpool(read.artifact));
    case 'quantize':
    case 'configure':
      return asText(specificationToRockpool(read.artifact));
    case 'deploy':
      return asText(samnaConfigToJson(read.artifact));
    case 'map':
      throw new Error('there is no format for graphs');
  }
}

const asText = ({ value, issues }: Checked<unknown>): Checked<string> => ({
  value: jsonText(value as JsonValue),
  issues,
});
