import { bind, defineDevicePlugin, PLUGIN_API_VERSION, SIMULATOR, VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { plain, toyLimits } from '../test/graphs.js';
import { quantized } from '../test/specs.js';
import { xyloParts } from './parts.js';

const toy = defineDevicePlugin({
  apiVersion: PLUGIN_API_VERSION,
  chipId: 'toy',
  limits: toyLimits(),
  boards: [],
  capabilities: { record: [], outputs: ['spikes'], snapshot: false, hdk: false },
  providers: [...xyloParts, bind(SIMULATOR, { useValue: { deploy: () => Promise.reject(new Error('not here')) } })],
});

describe('xyloParts', () => {
  it('read the limits of the device that they are bound to', () => {
    const device = new DeviceRegistry([toy]).get('toy');
    expect(device.mapper.map(plain()).value.layers[1]?.firstId).toBe(12);
    expect(device.configurator.configure(quantized({ inputs: 4 })).issues).toEqual([]);
    expect(() => device.configurator.configure(quantized({ inputs: 5 }))).toThrow(/limit 4/);
  });

  it('put together the configurator with the validator of the device', () => {
    const issue = { code: 'ODD', severity: 'warning', at: [], message: 'odd' } as const;
    const registry = new DeviceRegistry([toy]).override('toy', VALIDATOR, { useValue: { validate: () => [issue] } });
    expect(registry.get('toy').configurator.configure(quantized({ inputs: 5 })).issues).toEqual([issue]);
  });
});
