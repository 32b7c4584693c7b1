import { type DeviceConfig, errorsIn } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';
import { expectNamed } from './limits/expectations.js';
import { withValue } from './limits/words.js';
import { refusalOf } from './refusal.js';
import { Samples } from './samples.js';

/** Ways in which a configuration can contradict itself. */
const CONTRADICTIONS: readonly (readonly [what: string, broken: (config: DeviceConfig) => Partial<DeviceConfig>])[] = [
  ['is of another chip', () => ({ chipId: 'syns00000' })],
  ['has no timestep', () => ({ dt: Number.NaN })],
  ['has a timestep of no duration', () => ({ dt: 0 })],
  ['lacks a threshold', ({ threshold }) => ({ threshold: threshold.slice(1) })],
  ['lacks all decays', () => ({ dashMem: new Uint8Array() })],
  ['has too many biases', ({ biasOut }) => ({ biasOut: Int16Array.of(...biasOut, 0) })],
  [
    'has fewer weights than their shape',
    ({ weightsIn: { shape, data } }) => ({ weightsIn: { shape, data: data.slice(1) } }),
  ],
  ['has weights of no shape', ({ weightsOut: { data } }) => ({ weightsOut: { shape: [], data } })],
  ['has recurrent weights of other neurons', () => ({ weightsRec: { shape: [1, 2, 1], data: new Int8Array(2) } })],
  ['has aliases of nobody', () => ({ aliases: [] })],
  ['has an alias to nobody', ({ aliases }) => ({ aliases: aliases.map(() => [99_999]) })],
];

/** The validator knows legal from illegal, whatever it is shown. */
export function describeValidator(subject: DeviceUnderTest): void {
  const samples = new Samples(subject);

  describe('the validator', () => {
    it('accepts what the configurator made', () => {
      for (const config of samples.configs()) expect(subject.device.validator.validate(config)).toEqual([]);
    });

    it.each(CONTRADICTIONS)('finds an error in a configuration that %s, and does not throw', (_, broken) => {
      for (const config of samples.configs()) {
        const issues = subject.device.validator.validate({ ...config, ...broken(config) });
        expect(errorsIn(issues).length).toBeGreaterThan(0);
      }
    });
  });

  it('configure names everything that is wrong, all at once', () => {
    const { limits, chipId, device } = subject;
    const inputs = { measured: limits.inputChannels + 1, limit: limits.inputChannels };
    const dash = { measured: 2 ** limits.bits.dash, limit: 2 ** limits.bits.dash - 1, field: 'dashMem' };
    const spec = withValue(subject.spec({ inputs: inputs.measured }), dash.field, dash.measured);
    const { issues } = refusalOf(chipId, () => device.configurator.configure(spec));
    expectNamed(issues, 'error', inputs);
    expectNamed(issues, 'error', dash);
  });

  it('configure refuses what was mapped for another chip', () => {
    const spec = { ...subject.spec(), chipId: 'syns00000' };
    const { code, issues } = refusalOf(subject.chipId, () => subject.device.configurator.configure(spec));
    expect([code, errorsIn(issues).length]).toEqual(['CONFIG_INVALID', 1]);
  });
}
