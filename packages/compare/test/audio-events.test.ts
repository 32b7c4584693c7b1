import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deviceConfigFromSpec } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { networkTreeFromRockpool, rasterFromBytes } from '@xylopipe/formats';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { type QuantizeMethod, quantize } from '@xylopipe/quantize';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import { describe, expect, it } from 'vitest';
import { explain } from '../src/index.js';
import { runFloat } from './run-float.js';

const VECTORS = resolve(import.meta.dirname, '../../..', process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
const folder = join(VECTORS, '../data/audio-events');
const there = existsSync(folder);

/** The explanation of one recording on the chip, and how many synapses and membranes its simulator saw saturate. */
function explained(sound: string, method: QuantizeMethod) {
  const { value: tree } = networkTreeFromRockpool(
    JSON.parse(readFileSync(join(folder, 'synnet-parameters.json'), 'utf8')),
  );
  const { mapper } = new DeviceRegistry([syns65302]).get(syns65302.chipId);
  const { value: mapped } = mapper.map(toNetworkGraph(networkFromTree(tree).asGraph()));
  const { value: quantized } = quantize(mapped, { method });
  const fileName = `AFESimExternalSample_${sound}.npy`;
  const raster = rasterFromBytes(readFileSync(join(folder, fileName)), { fileName }).value;

  const simulator = XyloSimulator.from(deviceConfigFromSpec(quantized), { telemetry: true });
  simulator.evolve(raster);
  const saturated = simulator.telemetry()?.isynSaturated.reduce((sum, steps) => sum + steps, 0) ?? 0;
  return { ...explain(runFloat(tree, mapped, raster), { mapped, quantized }, raster), saturated };
}

describe.skipIf(!there)(`the audio-events network${there ? '' : ` (it is not at ${folder})`}`, () => {
  it.each(['glass', 'gun'])(
    'loses outputs of %s by saturation under channel quantization, as telemetry says',
    (sound) => {
      const { outputMain, main, saturated, rungs } = explained(sound, 'channel');
      expect(outputMain).toEqual({ cause: 'saturation', lost: expect.any(Number) });
      expect(outputMain?.lost).toBeGreaterThan(0.1);
      expect(main?.cause).toBe('weightRounding');
      expect(saturated).toBeGreaterThan(10_000);
      expect(rungs[1]).toMatchObject({ approximation: 'spikeCap', agreement: 1, outputAgreement: 1 });
    },
  );

  it.each(['glass', 'gun'])('loses nothing of %s by saturation under global quantization', (sound) => {
    const { main, outputMain, agreement, saturated, rungs } = explained(sound, 'global');
    expect(main?.cause).toBe('weightRounding');
    expect(outputMain?.cause).toBe('weightRounding');
    expect(rungs.at(-1)?.without).toBe(agreement);
    expect(saturated).toBe(0);
  });
});
