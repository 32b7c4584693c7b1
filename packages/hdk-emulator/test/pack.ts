import type { Operation } from '@xylopipe/hdk-transport';
import { type BankContent, bankOf, type Register, setField } from '@xylopipe/xylo-common/maps';
import type { EmulatedChip } from '../src/index.js';
import { bufferNeurons } from './fits.js';
import { hasAliases, hasBias, type Spec, sizesOf } from './spec.js';

/** Values of register fields, by name. */
export type FieldValues = Readonly<Record<string, number>>;

/** Writes that set fields, wherever they stand, and the other fields of their registers to 0. */
export function writeFields({ registers }: EmulatedChip, values: FieldValues): readonly Operation[] {
  const wordOf = (register: Register): number =>
    register.fields.reduce((word, field) => setField(word, field, values[field.name] ?? 0), 0);
  return registers.registers
    .filter(({ fields }) => fields.some(({ name }) => name in values))
    .map((register) => ({ op: 'writeRegister', address: register.address, value: wordOf(register) }));
}

/** A write of numbers, in two's complement, into a bank from its beginning. */
export function writeBank({ memories }: EmulatedChip, content: BankContent, values: readonly number[]): Operation {
  const { address, fields, name } = bankOf(memories, content);
  const [field] = fields;
  const words = Uint32Array.from(values, (value) => {
    if (fields.length > 1) return value;
    return setField(0, field, value) >>> field.lsb;
  });
  if (words.length > bankOf(memories, content).words) throw new Error(`${name}: ${words.length} words`);
  return { op: 'writeMemory', address, words };
}

/** What CTRL1 says of a network, without what switches the memories on. */
export const switchesOf = (spec: Spec, extra: FieldValues = {}): FieldValues => ({
  ISYN2_EN: sizesOf(spec).synapses === 2 ? 1 : 0,
  ALIAS_EN: hasAliases(spec) ? 1 : 0,
  BIAS_EN: hasBias(spec) ? 1 : 0,
  IWBS: spec.weight_shift_in,
  RWBS: spec.weight_shift_rec,
  HWBS: spec.weight_shift_rec,
  OWBS: spec.weight_shift_out,
  ...extra,
});

/** Fields of these names that the chip has. */
export const known = ({ registers }: EmulatedChip, values: FieldValues): FieldValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) =>
      registers.registers.some(({ fields }) => fields.some((f) => f.name === name)),
    ),
  );

/** Switches the memories on, writes the network, and switches them off unless they are to stay on. */
export function packNetwork(
  spec: Spec,
  chip: EmulatedChip,
  extra: FieldValues = {},
  stayOn = false,
): readonly Operation[] {
  const switches = known(chip, switchesOf(spec, extra));
  const control = (more: FieldValues): readonly Operation[] => writeFields(chip, { ...switches, ...known(chip, more) });
  return [
    ...writeFields(chip, known(chip, countsOf(spec, chip))),
    ...control({ RAM_ACTIVE: 1 }),
    ...control({ RAM_ACTIVE: 1, MEM_CLK_ON: 1 }),
    ...packMemories(spec, chip),
    ...(stayOn ? [] : [...control({ RAM_ACTIVE: 1 }), ...control({})]),
  ];
}

const hasField = (chip: EmulatedChip, name: string): boolean => name in known(chip, { [name]: 0 });

function countsOf(spec: Spec, chip: EmulatedChip): FieldValues {
  const { inputs, inputTargets, hidden, outputSources, outputs } = sizesOf(spec);
  return {
    INC: inputs,
    IENC: inputTargets,
    HNC: hidden + bufferNeurons(hidden, chip),
    OENC: outputSources,
    ONC: outputs,
  };
}

function packMemories(spec: Spec, chip: EmulatedChip): readonly Operation[] {
  const { hidden, inputTargets, outputSources, outputs, synapses } = sizesOf(spec);
  const buffers = bufferNeurons(hidden, chip);
  const all = hidden + buffers;
  const targets = hasField(chip, 'IENC') ? inputTargets : all;
  const sources = hasField(chip, 'OENC') ? outputSources : all;
  const inOrder = (ofHidden: readonly number[], ofOutput: readonly number[], ofBuffer: number): readonly number[] => [
    ...ofHidden,
    ...new Array<number>(buffers).fill(ofBuffer),
    ...ofOutput,
  ];
  const inputRows = (synapse: number): readonly number[] =>
    spec.weights_in.flatMap((row) => Array.from({ length: targets }, (_, i) => row[i]?.[synapse] ?? 0));
  const connections = spec.weights_rec.map((row) =>
    row.map((weights, target) => ({ target, weights })).filter(({ weights }) => weights.some((weight) => weight !== 0)),
  );
  const outputRow = (neuron: number): readonly number[] =>
    (neuron < hidden ? spec.weights_out[neuron - (hidden - outputSources)] : undefined) ??
    new Array<number>(outputs).fill(0);
  const write = (content: BankContent, values: readonly number[]): Operation => writeBank(chip, content, values);
  const ofSynapse = (synapse: number): readonly number[] =>
    connections.flatMap((entries) => entries.map(({ weights }) => weights[synapse] ?? 0));
  const aliasesOf = new Map<number, number>();
  for (const [target] of spec.aliases)
    if (target !== undefined) aliasesOf.set(target, (aliasesOf.get(target) ?? 0) + 1);
  const noAlias = 2 ** bankOf(chip.memories, 'aliasTarget').fields[0].width - 1;
  return [
    write('weightsIn', inputRows(0)),
    write('dashSyn', inOrder(spec.dash_syn, spec.dash_syn_out, 0)),
    write('dashMem', inOrder(spec.dash_mem, spec.dash_mem_out, 0)),
    write('threshold', inOrder(spec.threshold, spec.threshold_out, 32767)),
    ...(hasBias(spec) ? [write('bias', inOrder(spec.bias, spec.bias_out, 0))] : []),
    ...(synapses === 2
      ? [
          write('weightsIn2', inputRows(1)),
          write('dashSyn2', [...spec.dash_syn_2, ...new Array<number>(buffers).fill(0)]),
          write('weightsRec2', ofSynapse(1)),
        ]
      : []),
    ...(hasAliases(spec)
      ? [
          write(
            'aliasTarget',
            inOrder(
              spec.aliases.map(([target]) => target ?? noAlias),
              [],
              noAlias,
            ),
          ),
          write(
            'aliasFlags',
            spec.aliases.map(([target], neuron) => {
              const shared = target !== undefined && aliasesOf.get(target)! > 1;
              return (aliasesOf.has(neuron) ? 1 : 0) + (target === undefined ? 0 : 2) + (shared ? 4 : 0);
            }),
          ),
        ]
      : []),
    write(
      'fanOut',
      connections.map(({ length }) => length),
    ),
    write(
      'fanOutTargets',
      connections.flatMap((entries) => entries.map(({ target }) => target)),
    ),
    write('weightsRec', ofSynapse(0)),
    write('weightsOut', Array.from({ length: sources }, (_, row) => outputRow(all - sources + row)).flat()),
  ];
}
