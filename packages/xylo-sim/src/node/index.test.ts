import { Raster } from '@xylopipe/core';
import { expect, it, vi } from 'vitest';
import { configOf } from '../../test/sketch.js';

vi.mock('piscina', () => {
  throw new Error('piscina was loaded');
});

it('loads piscina with the first pool, and not before', async () => {
  const { evolveBatch, SimulatorPool } = await import('./index.js');
  const config = configOf({ weightsIn: [[1]] });
  const loaded = { cause: expect.objectContaining({ message: 'piscina was loaded' }) };
  const batch = evolveBatch(config, [Raster.zeros(1, 1)], { workers: 1 });
  await expect(SimulatorPool.open(config, { workers: 1 })).rejects.toMatchObject(loaded);
  await expect(batch.next()).rejects.toMatchObject(loaded);
});
