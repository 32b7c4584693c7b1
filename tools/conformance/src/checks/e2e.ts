import { type Nested, networkTreeFromJson } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import type { Context } from '../context.js';
import { arrayDifference, firstOf } from '../difference.js';
import { type RecordedSpec, readTensor } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';
import { specDifference } from '../spec-difference.js';
import { graphOf } from './map.js';
import { type DeviceEntry, mappingDifference } from './mapping.js';
import { quantizeOptions } from './quant.js';

interface E2eEntry extends DeviceEntry {
  readonly quantized?: readonly {
    readonly options: Parameters<typeof quantizeOptions>[0];
    readonly expected?: Partial<RecordedSpec>;
    readonly corrected?: Partial<RecordedSpec>;
  }[];
}

export interface E2eFile {
  readonly name: string;
  readonly network: unknown;
  readonly backend: string;
  readonly input: readonly Nested[];
  readonly simulation: {
    readonly output: unknown;
    readonly layer_spikes: readonly { readonly path: readonly number[]; readonly spikes: unknown }[];
  };
  readonly devices: Readonly<Record<string, E2eEntry>>;
}

/** `e2e/`: the whole chain on realistic networks. */
export function checkE2e(json: unknown, { registry }: Context): readonly CaseResult[] {
  const file = json as E2eFile;
  const results = [runCase(`${file.name} simulation`, () => simulationDifference(file))];
  const graph = graphOf(file.network);
  for (const [chipId, entry] of Object.entries(file.devices)) {
    const name = `${file.name} ${chipId}`;
    if (!registry.has(chipId)) {
      results.push({ name, outcome: 'notYet', chipId });
      continue;
    }
    const device = registry.get(chipId);
    results.push(runCase(name, () => mappingDifference(device, graph, {}, entry, file.backend)));
    const skip = (entry.reference_wrong ?? []).flatMap((wrong) => wrong.fields);
    for (const { options, expected, corrected } of entry.quantized ?? []) {
      results.push(
        runCase(`${name} ${options.method}`, () => {
          const { value } = quantize(device.mapper.map(graph).value, quantizeOptions(options));
          return specDifference(value, { ...expected, ...corrected }, { skip });
        }),
      );
    }
  }
  return results;
}

function simulationDifference({ network, input, simulation }: E2eFile): string | undefined {
  const { output, records } = networkFromTree(networkTreeFromJson(network)).evolve(input, { record: true });
  return firstOf([
    ...simulation.layer_spikes.map(({ path, spikes }) => () => {
      const record = records.find((r) => r.path.join('.') === path.join('.'));
      return arrayDifference(`spikes of ${path.join('.')}`, record?.spikes?.data ?? [], readTensor(spikes).data);
    }),
    () => arrayDifference('output', output.values, readTensor(simulation.output).data),
  ]);
}
