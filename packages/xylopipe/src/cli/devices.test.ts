import { describe, expect, it } from 'vitest';
import { jsonOf, xylopipe } from '../../test/command.js';
import { createXylopipe } from '../xylopipe.js';

describe('devices', () => {
  it('lists every chip with its limits', async () => {
    const { devices } = jsonOf(await xylopipe('devices', '--json')) as { devices: Record<string, unknown>[] };
    const plugins = createXylopipe().registry.list();
    expect(devices.map(({ chipId }) => chipId)).toEqual(plugins.map(({ chipId }) => chipId));
    expect(devices[0]).toMatchObject({
      label: plugins[0]?.limits.label,
      limits: { hiddenNeurons: plugins[0]?.limits.hiddenNeurons, realTimeDt: null },
      capabilities: { hdk: false },
    });
  });

  it('prints a line for each', async () => {
    const { exitCode, stdout } = await xylopipe('devices');
    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^chip +name +inputs/);
    expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual([
      'syns61300',
      'syns65300',
      'syns61201',
      'syns63300',
      'syns65302',
    ]);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});
