import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { named, SLOW, standIn, whyNoPython } from './stand-in.js';

/** What Python says at the end of these lines, in a process with the stand-in. */
const saying = (...lines: readonly string[]): string => {
  const { env } = standIn().options;
  return spawnSync('python3', ['-c', ['import samna', ...lines].join('\n')], { env, encoding: 'utf8' }).stderr.trim();
};

describe.skipIf(whyNoPython)(named('the stand-in'), SLOW, () => {
  it.each([
    ['samna.xyloAudio3.configuration.XyloConfiguration().operation_mode = "Manual"', 'operation_mode cannot be'],
    [
      'samna.xyloImu.configuration.XyloConfiguration().operation_mode = samna.xyloAudio3.OperationMode.Manual',
      'operation_mode cannot be',
    ],
    ['samna.xyloImu.configuration.HiddenNeuron(v_mem_decay=16)', 'v_mem_decay cannot be 16'],
    ['samna.xyloImu.configuration.HiddenNeuron(threshold=True)', 'threshold cannot be True'],
    ['samna.xyloImu.configuration.InputConfig(weights=[[128]])', 'weights cannot be'],
    ['samna.xyloImu.configuration.InputConfig(weights=[[1, 2], [3]])', 'weights cannot be'],
    ['samna.xyloImu.event.WriteRegisterValue(address=0, data=2 ** 32)', 'data cannot be'],
    ['samna.xyloImu.event.Spike(neuron_id=0, timestamp=0)', 'has no attribute timestamp'],
  ])('refuses %s', (line, words) => {
    expect(saying(line)).toContain(words);
  });

  it('takes what fits', () => {
    expect(
      saying(
        'c = samna.xyloImu.configuration',
        'c.XyloConfiguration().operation_mode = samna.xyloImu.OperationMode.Manual',
        'c.HiddenNeuron(v_mem_decay=15, threshold=32767, alias_target=None)',
        'c.InputConfig(weights=[[127, -128]], weight_bit_shift=7)',
      ),
    ).toBe('');
  });
});
