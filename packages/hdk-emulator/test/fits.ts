import type { EmulatedChip } from '../src/index.js';
import { hasBias, type Spec, sizesOf } from './spec.js';

/** How many unused neurons the first version of the core wants behind the hidden ones. */
export const bufferNeurons = (hidden: number, chip: EmulatedChip): number =>
  chip.limits.updateRule === 'v1' ? 1 + (hidden % 2) : 0;

/** Why a chip cannot hold a network; `undefined` if it can. */
export function misfit(spec: Spec, chip: EmulatedChip): string | undefined {
  const { limits, memories } = chip;
  const sizes = sizesOf(spec);
  const hidden = sizes.hidden + bufferNeurons(sizes.hidden, chip);
  const fanOuts = spec.weights_rec.map((row) => row.filter((weights) => weights.some((weight) => weight !== 0)).length);
  const biasLimit = 2 ** (limits.bits.bias - 1);
  const tooMany: readonly (readonly [what: string, value: number, limit: number])[] = [
    ['input channels', sizes.inputs, limits.inputChannels],
    ['neurons that take input', sizes.inputTargets, limits.inputExpansionNeurons],
    ['hidden neurons with buffers', hidden, limits.hiddenNeurons],
    ['neurons that drive outputs', sizes.outputSources, limits.outputExpansionNeurons],
    ['outputs', sizes.outputs, limits.outputNeurons],
    ['synapses', sizes.synapses, limits.synapsesPerHidden],
    ['fan-out', Math.max(...fanOuts), limits.maxFanOut],
    ['connections', fanOuts.reduce((sum, count) => sum + count, 0), limits.recurrentWordsPerBank],
    ['alias targets', Math.max(...spec.aliases.map(({ length }) => length)), limits.aliasTargets],
  ];
  const over = tooMany.find(([, value, limit]) => value > limit);
  if (over) return `${over[0]}: ${over[1]}, at most ${over[2]}`;
  if (hasBias(spec) && !limits.bias) return 'biases';
  if ([...spec.bias, ...spec.bias_out].some((value) => value < -biasLimit || value >= biasLimit)) return 'wide biases';
  return memories.banks.length === 0 ? 'no memories' : undefined;
}
