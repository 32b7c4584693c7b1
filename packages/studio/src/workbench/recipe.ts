import type { Settings } from './settings.js';
import type { FileRole, WorkbenchFile } from './workbench-file.js';

/** The files of a run, as far as they are there. */
export type Files = Readonly<Record<FileRole, WorkbenchFile | undefined>>;

/** What gives a run again, by name, for readers. */
export const recipeRows = (
  { chipId, map = {}, quantize = {} }: Settings,
  { network, raster }: Files,
): Readonly<Record<string, string>> => ({
  ...(network && { network: network.name }),
  ...(raster && { raster: raster.name }),
  chip: chipId,
  ...textsOf(map),
  ...textsOf({ method: 'global', ...quantize }),
});

const textsOf = (options: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/**
 * The text of `run.json`, with which `xylopipe run --recipe` does the same to the same files, which lie beside it; none
 * where a file is missing, or where the page may not hash: over plain HTTP from another machine.
 */
export async function recipeText(settings: Settings, { network, raster }: Files): Promise<string | undefined> {
  if (network === undefined || raster === undefined || globalThis.crypto?.subtle === undefined) return undefined;
  const { chipId, map, quantize } = settings;
  const recipe = {
    format: 'xylopipe/run',
    version: 1,
    chipId,
    from: 'extract',
    until: 'evolve',
    options: { map, quantize, record: { record: true } },
    inputs: { artifact: await inputOf(network), raster: await inputOf(raster) },
    outputs: {},
    versions: { xylopipe: 'studio', node: 'browser' },
    issues: [],
    timings: {},
  };
  return `${JSON.stringify(recipe, undefined, 2)}\n`;
}

const inputOf = async ({ name, bytes }: WorkbenchFile) => ({ path: name, sha256: await sha256(bytes) });

/** In hexadecimal digits. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
