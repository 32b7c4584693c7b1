import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe } from '../../test/command.js';

let argv: readonly string[];
beforeEach(async () => {
  const folder = await toyFolder();
  const config = join(folder, 'config.json');
  const map = ['--device', 'syns61201', '--quantize', 'channel', '--until', 'configure', '--out', folder];
  await xylopipe('run', join(folder, 'network.json'), ...map);
  argv = ['simulate', config, '--input', join(folder, 'spikes.npy')];
});

describe('simulate --core', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives the same evolution from all of them', async () => {
    const evolutions = [];
    for (const core of ['auto', 'reference', 'fast']) {
      evolutions.push(jsonOf(await xylopipe(...argv, '--record', '--core', core, '--json')).evolution);
    }
    expect(evolutions[0]).toHaveProperty('signals.vmem');
    expect(evolutions[1]).toEqual(evolutions[0]);
    expect(evolutions[2]).toEqual(evolutions[0]);
  });

  it.each(['auto', 'reference'])('%s works without WebAssembly', async (core) => {
    vi.stubGlobal('WebAssembly', undefined);
    const spoken = await xylopipe(...argv, '--core', core, '--json');
    expect(spoken.exitCode).toBe(0);
    const expected = core === 'auto' ? [{ stage: 'evolve', code: 'FAST_CORE_UNAVAILABLE', severity: 'warning' }] : [];
    expect(jsonOf(spoken).issues).toMatchObject(expected);
  });

  it('fast says that it cannot be had, which is no fault of the input', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const spoken = await xylopipe(...argv, '--core', 'fast', '--json');
    expect(spoken.exitCode).toBe(3);
    expect(jsonOf(spoken)).toMatchObject({ error: { code: 'FAST_CORE_UNAVAILABLE' } });
  });
});

describe('simulate --telemetry', () => {
  it.each(['reference', 'fast'])('warns of neurons that stay silent on the %s core, and succeeds', async (core) => {
    const folder = await folderWith({ 'silence.json': JSON.stringify(new Array(20).fill([0, 0])) });
    const silent = [...argv.slice(0, 2), '--input', join(folder, 'silence.json'), '--core', core, '--telemetry'];
    const text = await xylopipe(...silent);
    expect(text.exitCode).toBe(0);
    expect(text.stderr).toContain(
      'warning NEURON_SILENT at fired[0]: hidden neurons 0-2 did not spike in 20 timesteps',
    );
    const json = await xylopipe(...silent, '--json');
    expect(json).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(json).issues).toMatchObject([
      { stage: 'evolve', code: 'NEURON_SILENT', severity: 'warning', at: ['fired', 0], hint: expect.any(String) },
      { stage: 'evolve', code: 'NEURON_SILENT', severity: 'warning', at: ['firedOut', 0] },
    ]);
  });

  it('warns of what saturated, and of nothing else', async () => {
    expect(jsonOf(await xylopipe(...argv, '--telemetry', '--json')).issues).toMatchObject([
      { stage: 'evolve', code: 'VMEM_SATURATED', at: ['vmemOutSaturated', 0], limit: 0 },
    ]);
  });

  it('changes nothing of the evolution', async () => {
    const [on, off] = [await xylopipe(...argv, '--telemetry', '--json'), await xylopipe(...argv, '--json')];
    expect(jsonOf(on).evolution).toEqual(jsonOf(off).evolution);
  });
});
