import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const vectors = process.env.XYLOPIPE_VECTORS ?? fileURLToPath(new URL('../../../../shared/vectors', import.meta.url));
const folder = `${vectors}/../data/nir/`;

/** Whether the recorded files of other tools are there. */
export const hasSamples = existsSync(folder);

/** The folder of the samples. */
export const samplesFolder = folder;

/** A recorded file, by its name without `.nir`. */
export const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(`${folder}${name}.nir`));
