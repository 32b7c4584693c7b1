import { type DeviceConfig, type StateSnapshot, signedRange } from '@xylopipe/core';
import type { BankContent } from '@xylopipe/xylo-common/maps';
import { aliasWords } from './alias-words.js';
import type { ChipLayout } from './chip-layout.js';
import { connectionsOf } from './connections.js';
import { perHidden, perNeuron } from './neuron-values.js';
import type { FieldValues } from './pack-words.js';
import type { ImageSizes } from './sizes.js';
import { inputRows, outputRows } from './weight-rows.js';

/** Banks with values for them. Those that the chip does not look at are left out. */
export type BankValues = Partial<Record<BankContent, FieldValues>>;

/** What the memories of a chip hold for a configuration, but for its states. */
export function configValues(config: DeviceConfig, sizes: ImageSizes, { limits, memories }: ChipLayout): BankValues {
  const { fanOut, targets, weights } = connectionsOf(config);
  const [, neverFires] = signedRange(limits.bits.threshold);
  const values: BankValues = {
    weightsIn: { weight: inputRows(config, 0, sizes) },
    dashSyn: { dashSyn: perNeuron(config.dashSyn, config.dashSynOut, sizes) },
    dashMem: { dashMem: perNeuron(config.dashMem, config.dashMemOut, sizes) },
    threshold: { threshold: perNeuron(config.threshold, config.thresholdOut, sizes, neverFires) },
    fanOut: { count: perHidden(fanOut, sizes) },
    fanOutTargets: { target: targets },
    weightsRec: { weight: weights[0] ?? [] },
    weightsOut: { weight: outputRows(config, sizes) },
  };
  if (config.biasEnable) values.bias = { bias: perNeuron(config.bias, config.biasOut, sizes) };
  if (config.synapse2Enable) {
    values.weightsIn2 = { weight: inputRows(config, 1, sizes) };
    values.dashSyn2 = { dashSyn2: perHidden(config.dashSyn2, sizes) };
    values.weightsRec2 = { weight: weights[1] ?? [] };
  }
  if (config.aliasEnable) {
    const { target, isTarget, isSource, sharesTarget } = aliasWords(config);
    const targetBank = memories.banks.find(({ content }) => content === 'aliasTarget');
    const none = 2 ** (targetBank?.fields[0]?.width ?? 0) - 1;
    values.aliasTarget = {
      target: perHidden(
        target.map((id) => (id < 0 ? none : id)),
        sizes,
        none,
      ),
    };
    values.aliasFlags = {
      isTarget: perHidden(isTarget, sizes),
      isSource: perHidden(isSource, sizes),
      sharesTarget: perHidden(sharesTarget, sizes),
    };
  }
  return values;
}

/** What they hold for a state; buffer neurons are at rest. */
export function stateValues(state: StateSnapshot, config: DeviceConfig, sizes: ImageSizes): BankValues {
  const { hidden } = sizes;
  return {
    isyn: { isyn: perNeuron(state.isyn.subarray(0, hidden), state.isynOut, sizes) },
    vmem: { vmem: perNeuron(state.vmem, state.vmemOut, sizes) },
    spikes: { spikes: perHidden(state.spikesHidden, sizes) },
    ...(config.synapse2Enable ? { isyn2: { isyn2: perHidden(state.isyn.subarray(hidden), sizes) } } : {}),
  };
}

/** A chip at rest. */
export function stateAtRest(config: DeviceConfig, { hidden, outputs }: ImageSizes): StateSnapshot {
  return {
    vmem: new Int16Array(hidden),
    isyn: new Int16Array(config.synapse2Enable ? 2 * hidden : hidden),
    spikesHidden: new Uint8Array(hidden),
    vmemOut: new Int16Array(outputs),
    isynOut: new Int16Array(outputs),
  };
}
