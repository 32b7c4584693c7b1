import { type Checked, type JsonValue, XylopipeError } from '@xylopipe/core';
import { networkTreeToRockpool, samnaConfigToJson, specificationToRockpool } from '@xylopipe/formats';
import type { Compression } from '@xylopipe/nir/node';
import { networkToNir } from '../node/nir-file.js';
import { NOUNS, type StageInput } from '../node/stage-input.js';
import { wrongUse } from './context.js';
import { jsonText } from './slice/results.js';

export const EXPORT_FORMATS = ['nir', 'rockpool', 'samna'] as const;

/** Formats of other tools. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Of the writing. */
export interface ExportOptions {
  /** Seconds per timestep, where layers do not say it. */
  readonly dt?: number | undefined;
  readonly compression?: Compression | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Written = Checked<string | Uint8Array>;
type Stage = StageInput['stage'];
type ArtifactOf<S extends Stage> = Extract<StageInput, { readonly stage: S }>['artifact'];
type Exporter<S extends Stage> = (artifact: ArtifactOf<S>, options: ExportOptions) => Written | Promise<Written>;

/** What can be made of each artifact, that which `.json` means first. */
const EXPORTERS: { readonly [S in Stage]: Readonly<Partial<Record<ExportFormat, Exporter<S>>>> } = {
  extract: { rockpool: (tree) => asText(networkTreeToRockpool(tree)), nir: networkToNir },
  map: {},
  quantize: { rockpool: (spec) => asText(specificationToRockpool(spec)) },
  configure: { rockpool: (spec) => asText(specificationToRockpool(spec)) },
  deploy: { samna: (config) => asText(samnaConfigToJson(config)) },
};

const asText = ({ value, issues }: Checked<unknown>): Written => ({ value: jsonText(value as JsonValue), issues });

const possibleFor = (stage: Stage): readonly ExportFormat[] => Object.keys(EXPORTERS[stage]) as ExportFormat[];

/**
 * The format to write: the one that was asked for, or the one that the ending of a file means.
 * @throws EXPORT_IMPOSSIBLE with what is possible, if that cannot be made of what the file holds; `wrongUse` for an ending that
 * means nothing.
 */
export function formatFor({ stage }: StageInput, out: string, asked: ExportFormat | undefined): ExportFormat {
  const possible = possibleFor(stage);
  const format = asked ?? (/\.nir$/i.test(out) ? 'nir' : possible[0]);
  const [, ending] = /\.(nir|json)$/i.exec(out) ?? [];
  if (asked === undefined && ending === undefined) {
    throw wrongUse('--format is needed: the name of the output ends neither in .nir nor in .json');
  }
  if (ending !== undefined && (ending.toLowerCase() === 'nir') !== (format === 'nir')) {
    throw wrongUse(`--format ${format} does not go with .${ending}: readers go by the name of a file`);
  }
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

/** What was read, in a format that `formatFor` gave for it; with warnings for what the format cannot hold. */
export async function exported(
  { stage, artifact }: StageInput,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Written> {
  // Stage and artifact belong together, which their types do not say once they are apart.
  const exporter = EXPORTERS[stage][format] as Exporter<Stage>;
  return exporter(artifact as never, options);
}
