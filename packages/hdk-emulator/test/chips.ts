import { type ChipLimits, defineLimits } from '@xylopipe/core';
import {
  bit,
  bits,
  control1Fields,
  core1000CountFields,
  defined,
  defineRegisterMap,
  INPUT_SPIKE_REGISTERS,
  inputSpikeFields,
  numbered,
  outputStatusFields,
  registerRun,
  wrapFields,
  xyloMemories,
} from '@xylopipe/xylo-common/maps';
import * as syns61201 from '@xylopipe/xylo-syns61201';
import * as syns61300 from '@xylopipe/xylo-syns61300';
import * as syns63300 from '@xylopipe/xylo-syns63300';
import * as syns65300 from '@xylopipe/xylo-syns65300';
import * as syns65302 from '@xylopipe/xylo-syns65302';
import type { EmulatedChip } from '../src/index.js';

/** The chips that there are, smallest first. */
export const chips: readonly EmulatedChip[] = [syns63300, syns65302, syns61201, syns61300, syns65300].map(
  ({ limits, registers, memories }) => ({ limits, registers, memories }),
);

export const chipNamed = (chipId: string): EmulatedChip => chips.find(({ limits }) => limits.chipId === chipId)!;

const madeUp = defined('a chip that there is not, for tests');

/** A chip that holds what real ones do not: every hidden neuron connected to every other, wide biases. */
export function roomyChip(updateRule: ChipLimits['updateRule']): EmulatedChip {
  const second = updateRule === 'v2';
  const { sources: _, ...real } = chipNamed('syns61201').limits;
  const limits = defineLimits({
    ...real,
    chipId: `roomy-${updateRule}`,
    label: 'Roomy',
    hiddenNeurons: 1010,
    inputExpansionNeurons: 1010,
    outputExpansionNeurons: 1010,
    outputNeurons: 32,
    maxFanOut: 1010,
    recurrentWordsPerBank: 200_000,
    bias: second,
    hibernation: second,
    bits: { ...real.bits, bias: 16 },
    assumed: [],
    updateRule,
  });
  const registers = defineRegisterMap({
    chipId: limits.chipId,
    block: 'core',
    registers: registerRun(
      0,
      [
        ...['VERSION', 'CTRL1', 'CTRL2', 'TR_WRAP', 'HM_TR_WRAP', 'WO', ...INPUT_SPIKE_REGISTERS, 'STAT1', 'STAT2'],
        ...numbered('OMP_STAT', 0, 16),
      ],
      {
        provenance: madeUp,
        fields: {
          CTRL1: control1Fields(limits, 'HWBS'),
          CTRL2: core1000CountFields(),
          ...wrapFields(madeUp),
          WO: [bit('SRST', 0, 'reset'), bit('TR_TRIG', 4, 'real time')],
          ...inputSpikeFields(),
          STAT1: [bits('ON', 31, 0, 'output spikes')],
          STAT2: [bit('PD', 0, 'processing done')],
          ...outputStatusFields(limits),
        },
      },
    ),
  });
  return {
    limits,
    registers,
    memories: xyloMemories(limits, { first: 0x100, hidden: 'H', provenance: () => madeUp }),
  };
}
