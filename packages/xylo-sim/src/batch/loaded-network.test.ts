import { describe, expect, it } from 'vitest';
import { config, rasterOf } from '../../test/batch/network.js';
import { XyloSimulator } from '../simulator.js';
import { jobOf } from './job.js';
import { LoadedNetwork, networkOf } from './loaded-network.js';

describe('networkOf', () => {
  it('is the network as it was', () => {
    const threshold = config.threshold.slice();
    const { source, options } = networkOf({ ...config, threshold }, { core: 'reference' });
    threshold.fill(1);
    expect(source).toEqual(config);
    expect(options).toEqual({ core: 'reference' });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an object', {}],
  ])('refuses %s as the simulator does', (_, source) => {
    expect(() => networkOf(source as never, {})).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('refuses what cannot be sent to a worker', () => {
    const source = { ...config, label: () => 'three' };
    expect(() => networkOf(source, {})).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', who: 'batched', message: expect.stringContaining('sent') }),
    );
  });
});

describe('a loaded network', () => {
  it('evolves each raster from rest', () => {
    const network = new LoadedNetwork(networkOf(config, {}));
    const value = XyloSimulator.from(config).evolve(rasterOf(1));
    for (let round = 0; round < 2; round++) {
      expect(network.evolve(jobOf(rasterOf(1), {}, config))).toEqual({ value, issues: [], telemetry: null });
    }
  });
});
