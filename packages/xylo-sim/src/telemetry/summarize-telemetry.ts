import { type DeviceConfig, type Issue, refuseOnErrors, specSizes, type UpdateRule } from '@xylopipe/core';
import { membraneBounds } from './membrane-bound.js';
import type { Telemetry } from './telemetry.js';
import {
  alwaysFiring,
  cutInput,
  cutSpikes,
  type Group,
  saturatedIsyn,
  saturatedVmem,
  silent,
  unreachable,
} from './troubles.js';

/**
 * What telemetry says about a network, as warnings in words with hints: one for all neurons with the same trouble, whose
 * `at` and `measured` are of the one that has most of it. Nothing where no timestep was watched.
 *
 * `NEURON_SILENT`, `THRESHOLD_UNREACHABLE` (of silent neurons that no input gets there from rest), `NEURON_ALWAYS_FIRES`,
 * `ISYN_SATURATED`, `VMEM_SATURATED`, `SPIKES_CUT`, `INPUT_CUT`; in timesteps, but for thresholds and input events.
 * @param updateRule - what the telemetry was counted under. Default `v2`.
 * @throws TELEMETRY_MISMATCH if the telemetry is of a network of other sizes, or none, e.g. `null` where it is off.
 */
export function summarizeTelemetry(
  telemetry: Telemetry,
  config: DeviceConfig,
  updateRule: UpdateRule = 'v2',
): readonly Issue[] {
  refuseOtherSizes(telemetry, config);
  const { steps } = telemetry;
  if (steps === 0) return [];
  const group = (word: string, field: Exclude<keyof Telemetry, 'steps'>): Group => ({
    word,
    field,
    counts: telemetry[field],
  });
  const hidden = group('hidden neuron', 'fired');
  const outputs = group('output neuron', 'firedOut');
  return [
    silent(hidden, steps),
    silent(outputs, steps),
    unreachableThresholds(telemetry, config, updateRule),
    alwaysFiring(hidden, steps),
    alwaysFiring(outputs, steps),
    ...synapsesOf(telemetry, config).map((synapses) => saturatedIsyn(synapses, steps)),
    saturatedIsyn(group('the synapse of output neuron', 'isynOutSaturated'), steps),
    saturatedVmem(group('the membrane of hidden neuron', 'vmemSaturated'), steps),
    saturatedVmem(group('the membrane of output neuron', 'vmemOutSaturated'), steps),
    cutSpikes(group('hidden neuron', 'spikesCut'), steps),
    cutInput(group('input channel', 'inputCut'), steps),
  ].flat();
}

/** Only with silent neurons: the bounds take a look at every weight. */
function unreachableThresholds(
  { fired, firedOut }: Telemetry,
  config: DeviceConfig,
  updateRule: UpdateRule,
): readonly Issue[] {
  if (!fired.includes(0) && !firedOut.includes(0)) return [];
  const bounds = membraneBounds(config, updateRule);
  const hidden: Group = { word: 'hidden neuron', field: 'threshold', counts: config.threshold };
  const outputs: Group = { word: 'output neuron', field: 'thresholdOut', counts: config.thresholdOut };
  return [...unreachable(hidden, fired, bounds.hidden), ...unreachable(outputs, firedOut, bounds.outputs)];
}

/** The first synapse of all hidden neurons, and the second if there is one. */
function synapsesOf({ isynSaturated }: Telemetry, config: DeviceConfig): readonly Group[] {
  const { hidden } = specSizes(config);
  const field = 'isynSaturated';
  if (!config.synapse2Enable) return [{ word: 'the synapse of hidden neuron', field, counts: isynSaturated }];
  return [0, 1].map((synapse) => {
    const first = synapse * hidden;
    const counts = isynSaturated.subarray(first, first + hidden);
    return { word: `synapse ${synapse} of hidden neuron`, field, counts, first };
  });
}

function refuseOtherSizes(telemetry: Telemetry, config: DeviceConfig): void {
  const { inputs, hidden, outputs } = specSizes(config);
  const lengths: { readonly [K in Exclude<keyof Telemetry, 'steps'>]: number } = {
    inputCut: inputs,
    isynSaturated: (config.synapse2Enable ? 2 : 1) * hidden,
    vmemSaturated: hidden,
    spikesCut: hidden,
    fired: hidden,
    isynOutSaturated: outputs,
    vmemOutSaturated: outputs,
    firedOut: outputs,
  };
  const fields: Readonly<Record<string, unknown>> = { ...telemetry };
  const issues = Object.entries(lengths).flatMap(([name, limit]): Issue[] => {
    const counts = fields[name];
    const measured = ArrayBuffer.isView(counts) ? (counts as Uint32Array).length : undefined;
    if (measured === limit) return [];
    const message = `${name} has ${measured ?? 'no'} counts, the network has ${limit}`;
    return [{ code: 'SIZE_MISMATCH', severity: 'error', at: [name], measured, limit, message }];
  });
  refuseOnErrors(issues, 'TELEMETRY_MISMATCH', 'this is no telemetry of the network', {
    who: config.chipId,
    hint: 'give what a simulator of this configuration counted, with telemetry switched on',
  });
}
