import type { Checked, Issue, NetworkTree } from '@xylopipe/core';
import type { ConversionEntry, NirExportOptions, NirImport, NirImportOptions } from '@xylopipe/nir';
import type { WriteNirOptions } from '@xylopipe/nir/node';
import type { Network } from '@xylopipe/nn';
import type { InputFile } from './input-file.js';

/** Whether a file is called NIR, or begins as HDF5 does, which of all files that hold an artifact only NIR is. */
export const isNir = ({ path, bytes }: InputFile): boolean => /\.nir$/i.test(path) || bytes[0] === 0x89;

/**
 * The network in a NIR file, with everything that was changed on the way; what of it may show in spikes is an issue.
 * @throws NIR_FILE_INVALID, NIR_TOO_LARGE, NIR_TIMEOUT, ABORTED, WORKER_CRASHED; NIR_IMPORT_REFUSED with everything that
 * cannot be converted.
 */
export async function networkFromNir(
  bytes: Uint8Array,
  options: NirImportOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<Checked<NirImport>> {
  // Few need it, and it is not small.
  const [{ readNir }, { importNir }] = await Promise.all([import('@xylopipe/nir/node'), import('@xylopipe/nir')]);
  const file = await readNir(bytes, { signal: options.signal });
  const { value, issues } = importNir(file.value, options);
  return { value, issues: [...file.issues, ...issues, ...changesIn(value.report)] };
}

/**
 * A network as the bytes of a NIR file that the Python package reads, with warnings for what NIR cannot say.
 * @throws NETWORK_INVALID; NIR_EXPORT_REFUSED with everything that NIR cannot say and the network needs; OPTIONS_INVALID,
 * NIR_TOO_LARGE, NIR_TIMEOUT, ABORTED, WORKER_CRASHED.
 */
export async function networkToNir(
  network: Network | NetworkTree,
  { dt, ...options }: NirExportOptions & WriteNirOptions = {},
): Promise<Checked<Uint8Array>> {
  const [{ writeNir }, { exportNir }] = await Promise.all([import('@xylopipe/nir/node'), import('@xylopipe/nir')]);
  const { value, issues } = exportNir(network, { dt });
  return { value: await writeNir(value, options), issues };
}

/** Whether a change may do more than rounding does. */
const mayShow = ({ expectedError }: ConversionEntry): boolean => expectedError === null || expectedError.value > 0;

/** The issue that says that there is something to list. */
export const CONVERTED = 'NIR_CONVERTED';

function changesIn(report: readonly ConversionEntry[]): readonly Issue[] {
  const measured = report.filter(mayShow).length;
  if (measured === 0) return [];
  return [
    {
      code: CONVERTED,
      severity: 'warning',
      at: [],
      measured,
      message: 'what the file says was changed for the chip in ways that may show in its spikes',
      hint: '"xylopipe import" lists all changes, and what to expect of each',
    },
  ];
}
