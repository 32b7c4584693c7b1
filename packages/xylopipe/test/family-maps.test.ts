import type { ChipLimits, DeviceConfig } from '@xylopipe/core';
import {
  type BankContent,
  bankOf,
  CHIP_MAPS,
  type Field,
  fieldRange,
  getField,
  type MemoryMap,
  memoryMapIssues,
  type RegisterMap,
  registerMapIssues,
  setField,
} from '@xylopipe/xylo-common/maps';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';

interface Chip {
  readonly limits: ChipLimits;
  readonly registers: RegisterMap;
  readonly memories: MemoryMap;
}

const registry = createRegistry();
const chips = registry.list().map(({ chipId, limits }): readonly [string, Chip] => {
  const { registers, memories } = registry.get(chipId).resolve(CHIP_MAPS);
  const [core] = registers;
  if (core === undefined || memories === undefined) throw new Error(`${chipId} has no maps`);
  return [chipId, { limits, registers: core, memories }];
});

/** Fields of a name in any of the core's registers: `HNC`, or either of `HWBS` and `RWBS`. */
const inRegisters = ({ registers }: Chip, ...names: readonly string[]): readonly Field[] =>
  registers.registers.flatMap(({ fields }) => fields.filter(({ name }) => names.includes(name)));

/** That there is one field, and that it holds every value up to `max`. */
function holdsUpTo(max: number, fields: readonly Field[]): void {
  expect(fields).toHaveLength(1);
  expect(fieldRange(fields[0] as Field)[1]).toBeGreaterThanOrEqual(max);
}

/** That the banks of some contents hold signed or unsigned words of so many bits. */
function holdsWords({ memories }: Chip, width: number, signed: boolean, ...contents: readonly BankContent[]): void {
  for (const content of contents) {
    const { fields } = bankOf(memories, content);
    expect(fields).toHaveLength(1);
    expect([content, fields[0]?.width, fields[0]?.signed ?? false]).toEqual([content, width, signed]);
  }
}

/** That a flag is there if the chip has what it switches on. */
const isFlagOf = (chip: Chip, name: string, has: boolean): void =>
  expect(inRegisters(chip, name).map(({ width }) => width)).toEqual(has ? [1] : []);

const twice = ({ limits }: Chip): boolean => limits.synapsesPerHidden === 2;
const allExpansion = ({ limits }: Chip): boolean =>
  limits.inputExpansionNeurons === limits.hiddenNeurons && limits.outputExpansionNeurons === limits.hiddenNeurons;

function holdsWeights(chip: Chip, first: BankContent, ...second: readonly BankContent[]): void {
  holdsWords(chip, chip.limits.bits.weight, true, first, ...(twice(chip) ? second : []));
}
const holdsShift = (chip: Chip, ...names: readonly string[]): void =>
  holdsUpTo(2 ** chip.limits.bits.weightShift - 1, inRegisters(chip, ...names));
const holdsDashes = (chip: Chip, content: BankContent): void => holdsWords(chip, chip.limits.bits.dash, false, content);
const holdsThresholds = (chip: Chip): void => holdsWords(chip, chip.limits.bits.threshold, true, 'threshold');
const holdsBiases = (chip: Chip): void => {
  if (chip.limits.bias) holdsWords(chip, chip.limits.bits.bias, true, 'bias');
};
const staysOnTheHost = (): void => undefined;

/** Where each field of a configuration is held; output neurons follow hidden ones in the same banks. */
const homes: Readonly<Record<keyof DeviceConfig, (chip: Chip) => void>> = {
  stage: staysOnTheHost,
  chipId: staysOnTheHost,
  layers: staysOnTheHost,
  dt: (chip) => {
    const { mainClock = 50_000_000, realTimeDt = 1 } = chip.limits;
    holdsUpTo(mainClock * realTimeDt, inRegisters(chip, 'TR_WRAP'));
  },
  weightsIn: (chip) => holdsWeights(chip, 'weightsIn', 'weightsIn2'),
  weightsRec: (chip) => {
    holdsWeights(chip, 'weightsRec', 'weightsRec2');
    const [count] = bankOf(chip.memories, 'fanOut').fields;
    const [target] = bankOf(chip.memories, 'fanOutTargets').fields;
    expect(fieldRange(count as Field)[1]).toBeGreaterThanOrEqual(chip.limits.maxFanOut);
    expect(fieldRange(target as Field)[1]).toBeGreaterThanOrEqual(chip.limits.hiddenNeurons - 1);
  },
  weightsOut: (chip) => holdsWeights(chip, 'weightsOut'),
  weightShiftIn: (chip) => holdsShift(chip, 'IWBS'),
  weightShiftRec: (chip) => holdsShift(chip, 'HWBS', 'RWBS'),
  weightShiftOut: (chip) => holdsShift(chip, 'OWBS'),
  dashMem: (chip) => holdsDashes(chip, 'dashMem'),
  dashMemOut: (chip) => holdsDashes(chip, 'dashMem'),
  dashSyn: (chip) => holdsDashes(chip, 'dashSyn'),
  dashSynOut: (chip) => holdsDashes(chip, 'dashSyn'),
  dashSyn2: (chip) => {
    if (twice(chip)) holdsDashes(chip, 'dashSyn2');
  },
  threshold: holdsThresholds,
  thresholdOut: holdsThresholds,
  bias: holdsBiases,
  biasOut: holdsBiases,
  aliases: ({ limits, memories }) => {
    expect(limits.aliasTargets).toBe(1);
    const [target] = bankOf(memories, 'aliasTarget').fields;
    // All ones say that there is none.
    expect(fieldRange(target as Field)[1]).toBeGreaterThanOrEqual(limits.hiddenNeurons);
    expect(bankOf(memories, 'aliasFlags').fields.map(({ name }) => name)).toEqual([
      'isTarget',
      'isSource',
      'sharesTarget',
    ]);
  },
  biasEnable: (chip) => isFlagOf(chip, 'BIAS_EN', chip.limits.bias),
  synapse2Enable: (chip) => isFlagOf(chip, 'ISYN2_EN', twice(chip)),
  aliasEnable: (chip) => isFlagOf(chip, 'ALIAS_EN', true),
};

describe.each(chips)('%s', (chipId, chip) => {
  const { limits, registers, memories } = chip;

  it('has maps of its own that agree with its limits', () => {
    expect([...registerMapIssues(registers), ...memoryMapIssues(memories, limits)]).toEqual([]);
    expect([registers.chipId, registers.block, memories.chipId]).toEqual([chipId, 'core', chipId]);
  });

  it.each(Object.entries(homes))('has a home for %s of a configuration', (_, hasHome) => hasHome(chip));

  it('knows how many of everything are in use', () => {
    holdsUpTo(limits.inputChannels, inRegisters(chip, 'INC'));
    holdsUpTo(limits.hiddenNeurons, inRegisters(chip, 'HNC'));
    holdsUpTo(limits.outputNeurons, inRegisters(chip, 'ONC'));
    // Where every hidden neuron is one, HNC is their number.
    if (allExpansion(chip)) return;
    holdsUpTo(limits.inputExpansionNeurons, inRegisters(chip, 'IENC'));
    holdsUpTo(limits.outputExpansionNeurons, inRegisters(chip, 'OENC'));
  });

  it('takes input and can be made to run a timestep, awake or in hibernation', () => {
    holdsUpTo(limits.maxSpikes.input, inRegisters(chip, `IN${limits.inputChannels - 1}`).slice(0, 1));
    for (const name of ['MAN', 'RAM_ACTIVE', 'MEM_CLK_ON']) isFlagOf(chip, name, true);
    expect(inRegisters(chip, 'HM_EN').length > 0).toBe(limits.hibernation);
  });

  it('tells when it is done, what fired, and every state', () => {
    isFlagOf(chip, 'PD', true);
    const [flags] = inRegisters(chip, 'ON');
    expect(flags?.width).toBe(limits.outputNeurons);
    const last = inRegisters(chip, `VMEM${limits.outputNeurons - 1}`);
    expect(last).toMatchObject([{ width: limits.bits.state, signed: true }]);
    holdsWords(chip, limits.bits.state, true, 'vmem', 'isyn', ...(twice(chip) ? (['isyn2'] as const) : []));
    expect(fieldRange(bankOf(memories, 'spikes').fields[0] as Field)[1]).toBe(limits.maxSpikes.hidden);
  });

  it('is configured without one field disturbing another', () => {
    const ctrl1 = registers.registers.find(({ name }) => name === 'CTRL1')?.fields ?? [];
    const word = ctrl1.reduce((before, field, i) => setField(before, field, i % 2), 0);
    expect(ctrl1.map((field) => getField(word, field))).toEqual(ctrl1.map((_, i) => i % 2));
  });
});

it('registers and memories say whether they are public, follow from what is, or are ours', () => {
  const kindsOf = (entries: readonly { readonly provenance: { readonly kind: string } }[]): string =>
    [...new Set(entries.map(({ provenance }) => provenance.kind))].sort().join(' and ');
  const kinds = chips.map(([chipId, { registers, memories }]) => [
    chipId,
    kindsOf(registers.registers),
    kindsOf(memories.banks),
  ]);
  expect(kinds.sort()).toEqual([
    ['syns61201', 'documented', 'derived and documented'],
    ['syns61300', 'documented', 'documented'],
    ['syns63300', 'defined and derived', 'defined'],
    ['syns65300', 'derived', 'derived'],
    ['syns65302', 'documented', 'derived'],
  ]);
});
