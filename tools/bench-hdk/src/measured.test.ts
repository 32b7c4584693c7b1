import { errorsIn } from '@xylopipe/core';
import { drivenChip } from '@xylopipe/tool-fault-table';
import { expect, it } from 'vitest';
import { largestConfig } from './largest-config.js';
import { measureLink } from './over-link.js';
import { measureOverhead } from './overhead.js';

// Counts are the same on every machine; speeds are for the benchmark alone.

it('the largest configuration is legal, and 3 % of its recurrent weights are there', () => {
  const { limits, validator } = drivenChip();
  const config = largestConfig(limits);
  expect(errorsIn(validator.validate(config))).toEqual([]);
  const { data, shape } = config.weightsRec;
  expect(shape).toEqual([1000, 1000, 2]);
  expect(data.filter((weight) => weight !== 0)).toHaveLength(30_000);
});

it('it is written and read back in few round trips', async () => {
  const { deploy, evolve, faults } = await measureLink('loopback', undefined);
  expect(deploy.roundTrips).toBeGreaterThan(1);
  expect(deploy.roundTrips).toBeLessThanOrEqual(120);
  expect([evolve, faults]).toEqual([null, []]);
}, 30_000);

it('nearly all bytes of memory writes are words', async () => {
  const { data, sent, received, share } = await measureOverhead();
  expect(data).toBeGreaterThan(100_000);
  expect(sent).toBeGreaterThan(data);
  expect(share).toBeCloseTo((sent + received - data) / (sent + received), 10);
  expect(share).toBeLessThan(0.05);
});
