import { deviceConfigFromSpec, integerSpec, Raster, type SignalName, type Tensor, totalsOf } from '@xylopipe/core';
import type { Context } from '../context.js';
import { firstOf, sha256OfInt16, valueDifference } from '../difference.js';
import { openSimulator } from '../open-simulator.js';
import { type RecordedSpec, readSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';

interface BenchFile {
  readonly name: string;
  readonly core: 'v1' | 'v2';
  readonly device: string;
  readonly spec: RecordedSpec;
  readonly input: readonly (readonly number[])[];
  readonly expected: {
    readonly output_spikes_per_channel: readonly number[];
    readonly total_hidden_spikes: number;
    readonly sha256_spikes_hidden: string;
    readonly sha256_spikes_out: string;
    readonly sha256_vmem: string;
  };
}

/** `bench/`: large networks, by totals and hashes. */
export function checkBench(json: unknown, context: Context): readonly CaseResult[] {
  const file = json as BenchFile;
  return [
    runCase(file.name, () => {
      const config = deviceConfigFromSpec(integerSpec(readSpec(file.spec, file.device)));
      const { signals } = openSimulator(config, context, file.core).evolve(Raster.fromNested(file.input), {
        record: ['spikesHidden', 'vmem'],
      });
      const get = (name: SignalName): Tensor<Int16Array> => signals[name] as Tensor<Int16Array>;
      const hidden = totalsOf(get('spikesHidden')).reduce((a, b) => a + b, 0);
      const { expected } = file;
      return firstOf([
        () => valueDifference('output spikes', totalsOf(get('spikesOut')), expected.output_spikes_per_channel),
        () => valueDifference('hidden spikes', hidden, expected.total_hidden_spikes),
        () =>
          valueDifference(
            'hash of spikes_hidden',
            sha256OfInt16(get('spikesHidden').data),
            expected.sha256_spikes_hidden,
          ),
        () => valueDifference('hash of spikes_out', sha256OfInt16(get('spikesOut').data), expected.sha256_spikes_out),
        () => valueDifference('hash of vmem', sha256OfInt16(get('vmem').data), expected.sha256_vmem),
      ]);
    }),
  ];
}
