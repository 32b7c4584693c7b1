import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deviceConfigFromSpec } from '@xylopipe/core';
import { networkTreeFromRockpool, rasterFromBytes } from '@xylopipe/formats';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { lintQuantization, type QuantizeOptions, quantize } from '@xylopipe/quantize';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const VECTORS = resolve(REPOSITORY, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
const FOLDER = join(VECTORS, '../data/audio-events');
const SOUNDS = ['background', 'glass', 'gun', 'scream'];

/** What is likely to saturate by the lint, and how often each hidden neuron does with the recordings. */
function judge(options: QuantizeOptions) {
  const { value: tree } = networkTreeFromRockpool(
    JSON.parse(readFileSync(join(FOLDER, 'synnet-parameters.json'), 'utf8')),
  );
  const { mapper } = createRegistry().get('syns65302');
  const { value: mapped } = mapper.map(toNetworkGraph(networkFromTree(tree).asGraph()));
  const { value: quantized } = quantize(mapped, options);
  const lint = lintQuantization(mapped, quantized);
  const simulator = XyloSimulator.from(deviceConfigFromSpec(quantized), { telemetry: true });
  for (const sound of SOUNDS) {
    const fileName = `AFESimExternalSample_${sound}.npy`;
    simulator.resetState();
    simulator.evolve(rasterFromBytes(readFileSync(join(FOLDER, fileName)), { fileName }).value);
  }
  const { isynSaturated, vmemSaturated, fired } = simulator.telemetry()!;
  const events = Array.from(vmemSaturated, (count, n) => count + isynSaturated[n]!);
  return { lint, events, fired, risk: lint.hidden.saturationRisk, issue: lint.issues.find(isRisk) };
}

const isRisk = ({ code }: { readonly code: string }): boolean => code === 'SATURATION_RISK';
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe.skipIf(!existsSync(FOLDER))('the lint of the audio-events network (skipped where it is not)', () => {
  it('explains what saturates with the method channel', () => {
    const { lint, events, risk, issue } = judge({ method: 'channel' });
    const likely = events.filter((_, n) => risk[n] === 2);
    expect(events.filter((count) => count > 0).length).toBeGreaterThan(60);
    expect(likely).toHaveLength(72);
    expect(likely.filter((count) => count > 0).length).toBeGreaterThan(60);
    expect(sum(likely) / sum(events)).toBeGreaterThan(0.98);
    expect(Math.max(...lint.hidden.threshold)).toBe(23158);
    expect(issue).toMatchObject({ at: ['hidden', expect.any(Number)], limit: 1 });
    expect(issue?.message).toContain('factors are up to 103.3 times the smallest, thresholds up to 23158');
    expect(issue?.hint).toContain('scaleCap of about 1.27,');
  });

  it('finds none of that with the method global, but weights that are lost', () => {
    const { lint, events, issue } = judge({ method: 'global' });
    expect(events.filter((count) => count > 0)).toEqual([70]);
    expect(issue).toBeUndefined();
    expect(lint.issues.map(({ code }) => code)).toEqual(expect.arrayContaining(['WEIGHTS_LOST', 'FEW_BITS']));
  });

  it.each(['global', 'layer', 'channel'] as const)(
    'what it calls safe does not saturate, nor what it calls out of reach fire (%s)',
    (method) => {
      const { lint, events, fired, risk } = judge({ method });
      expect(risk).toContain(0);
      expect(events.filter((count, n) => risk[n] === 0 && count > 0)).toEqual([]);
      const { threshold, reach } = lint.hidden;
      expect(fired.filter((_, n) => threshold[n]! > reach[n]!).every((count) => count === 0)).toBe(true);
    },
  );

  it('the cap that it names leaves nothing likely, and far less that saturates', () => {
    const [capped, channel] = [judge({ method: 'channel', scaleCap: 1.27 }), judge({ method: 'channel' })];
    expect(capped.risk).not.toContain(2);
    expect(sum(capped.events)).toBeLessThan(sum(channel.events) / 20);
  });
});
