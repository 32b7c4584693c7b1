import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DeviceConfig, deviceConfigFromSpec, type Raster } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { networkTreeFromRockpool, rasterFromBytes } from '@xylopipe/formats';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { syns65302 } from '@xylopipe/xylo-syns65302/driver';

/** A network that tells sounds apart, trained by others, and recordings of the sounds. */
export interface AudioEvents {
  readonly config: DeviceConfig;
  readonly sounds: readonly Raster[];
}

const SOUNDS = ['background', 'glass', 'gun', 'scream'];
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads it, from beside the folder that `XYLOPIPE_VECTORS` names (default `../shared/vectors`); `undefined` where it is not. */
export function readAudioEvents(
  vectors = process.env.XYLOPIPE_VECTORS ?? '../shared/vectors',
): AudioEvents | undefined {
  const folder = join(resolve(REPOSITORY, vectors), '../data/audio-events');
  if (!existsSync(folder)) return undefined;
  const { value: tree } = networkTreeFromRockpool(
    JSON.parse(readFileSync(join(folder, 'synnet-parameters.json'), 'utf8')),
  );
  const { mapper } = new DeviceRegistry([syns65302]).get(syns65302.chipId);
  const { value: mapped } = mapper.map(toNetworkGraph(networkFromTree(tree).asGraph()));
  const config = deviceConfigFromSpec(quantize(mapped, { method: 'channel' }).value);
  const sounds = SOUNDS.map((name) => {
    const fileName = `AFESimExternalSample_${name}.npy`;
    return rasterFromBytes(readFileSync(join(folder, fileName)), { fileName }).value;
  });
  return { config, sounds };
}
