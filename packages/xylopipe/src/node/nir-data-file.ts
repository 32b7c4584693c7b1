import { type Checked, type Raster, XylopipeError } from '@xylopipe/core';
import type { NirRasterOptions } from '@xylopipe/nir';
import type { RasterOptions } from './data-files.js';

/** Which spikes of a file of recorded data are meant. */
export type NirDataChoice = Pick<NirRasterOptions, 'node' | 'observable' | 'sample' | 'border'>;

/** The spikes in a file of recorded data. Throws what `readNirData` and `rasterFromNirData` throw, and `OPTIONS_INVALID`. */
export async function rasterFromNir(
  bytes: Uint8Array,
  { dt, nirData, signal, ...others }: RasterOptions,
): Promise<Checked<Raster>> {
  const unused = (['steps', 'channels', 'events'] as const).filter((name) => others[name] !== undefined);
  if (unused.length > 0) {
    throw new XylopipeError('OPTIONS_INVALID', `NIR data say themselves what is given as ${unused.join(' and ')}`, {
      hint: 'leave those options out: its times are in seconds, and its numbers of timesteps and neurons are known',
    });
  }
  const [{ readNirData }, { rasterFromNirData }] = await Promise.all([
    import('@xylopipe/nir/node'),
    import('@xylopipe/nir'),
  ]);
  const data = await readNirData(bytes, { signal });
  const raster = rasterFromNirData(data.value, { dt, ...nirData });
  return { value: raster.value, issues: [...data.issues, ...raster.issues] };
}
