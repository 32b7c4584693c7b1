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
});
