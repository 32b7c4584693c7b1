import { describe, expect, it } from 'vitest';
import { drivenChip } from '../test/boards.js';
import { everyBank } from '../test/configs.js';
import { type DriverOptions, evolveTimeout, settingsOf, vendorEvolveTimeout } from './driver-options.js';

const { limits } = drivenChip('syns65302');

describe('options', () => {
  it.each<[keyof DriverOptions, unknown]>([
    ['requestTimeout', 0],
    ['chunkTimesteps', Number.NaN],
    ['chunkSpikes', 1.5],
    ['chunkBytes', -1],
    ['verify', 'half'],
  ])('refuse a %s of %s', (name, value) => {
    expect(() => settingsOf({ [name]: value }, limits)).toThrow(
      expect.objectContaining({
        code: 'OPTIONS_INVALID',
        who: 'syns65302',
        issues: [expect.objectContaining({ at: [name], measured: String(value) })],
      }),
    );
  });

  it('have hibernation where the chip has', () => {
    expect(settingsOf({}, limits).hibernation).toBe(true);
    expect(settingsOf({}, drivenChip('syns61300').limits).hibernation).toBe(false);
    expect(settingsOf({ hibernation: false }, limits).hibernation).toBe(false);
  });
});

it.each([0.000_1, 0.001, 1 / 200, 1, 3])(
  'waits for a vendor’s board at least as long as anybody has said, at %d s',
  (dt) => {
    const config = { ...everyBank('syns65302'), dt };
    const hidden = config.dashMem.length;
    for (const timesteps of [10, 1000, 100_000]) {
      const [imu, audio3] = [(2 * timesteps * dt * hidden) / 100, (timesteps * hidden) / 100];
      expect(vendorEvolveTimeout(timesteps, false, config)).toBeGreaterThanOrEqual(1000 * Math.max(imu, audio3));
      const recorded = Math.min(2 ** 31 - 1, 1000 * Math.max(30 * imu, 100 * audio3));
      expect(vendorEvolveTimeout(timesteps, true, config)).toBeGreaterThanOrEqual(recorded);
    }
    expect(vendorEvolveTimeout(10 ** 9, true, config)).toBe(2 ** 31 - 1);
  },
);

it('waits longer for more timesteps, neurons and states, and never less than 10 s', () => {
  const config = everyBank('syns65302');
  expect(evolveTimeout(10, false, config)).toBe(10_000);
  // 100 000 timesteps of 5 ms, 3 neurons.
  expect(evolveTimeout(100_000, false, config)).toBe(15_000);
  expect(evolveTimeout(100_000, true, config)).toBe(1_500_000);
  expect(evolveTimeout(10 ** 9, true, config)).toBe(2 ** 31 - 1);
});
