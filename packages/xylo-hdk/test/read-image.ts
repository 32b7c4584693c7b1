import type { DeviceConfig } from '@xylopipe/core';
import type { MemoryImage } from '../src/index.js';

/** Bits `lsb` to `lsb + width - 1` of a word. */
const bitsOf = (word: number, lsb: number, width: number): number => Math.floor(word / 2 ** lsb) % 2 ** width;

/** The same in two's complement. */
const signed = (word: number, width: number): number => (word >= 2 ** (width - 1) ? word - 2 ** width : word);

/** Where fields stand, as the data sheets' tables in docs/board-memory.md and spec of the registers have them. */
const FIELDS: Readonly<Record<string, readonly [register: string, lsb: number, width: number]>> = {
  ISYN2_EN: ['CTRL1', 1, 1],
  ALIAS_EN: ['CTRL1', 2, 1],
  BIAS_EN: ['CTRL1', 3, 1],
  IWBS: ['CTRL1', 4, 3],
  RWBS: ['CTRL1', 8, 3],
  OWBS: ['CTRL1', 12, 3],
  INC: ['CTRL2', 0, 8],
};

/** Of chips with expansion neurons, and of the others. */
const COUNTS = {
  expansion: { IENC: ['CTRL2', 8, 8], HNC: ['CTRL2', 16, 16], ONC: ['CTRL3', 0, 8], OENC: ['CTRL3', 8, 8] },
  whole: { HNC: ['CTRL2', 16, 16], ONC: ['CTRL2', 8, 8] },
} as const;

/** What of a configuration an image says. */
export type ReadConfig = Omit<
  DeviceConfig,
  'stage' | 'chipId' | 'dt' | 'layers' | 'weightsIn' | 'weightsRec' | 'weightsOut'
> & {
  /** By `[channel][neuron][synapse]`, and so on; all hidden neurons, buffer neurons included. */
  readonly inputWeight: (channel: number, neuron: number, synapse: number) => number;
  readonly recurrentWeight: (source: number, target: number, synapse: number) => number;
  readonly outputWeight: (neuron: number, output: number) => number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
};

/**
 * Reads an image as docs/board-memory.md says, by hand and with nothing of the packing.
 * @param buffers - of the hidden neurons that the image counts, those that are buffer neurons.
 */
export function readImage(image: MemoryImage, expansion: boolean, buffers: number): ReadConfig {
  const places: Readonly<Record<string, readonly [string, number, number]>> = {
    ...FIELDS,
    ...(expansion ? COUNTS.expansion : COUNTS.whole),
  };
  const field = (name: string): number => {
    const place = places[name];
    if (place === undefined) throw new Error(name);
    const [register, lsb, width] = place;
    return bitsOf(image.registers.find((write) => write.register.name === register)!.value, lsb, width);
  };
  const words = (content: string): ArrayLike<number> =>
    image.banks.find(({ bank }) => bank.content === content)?.words ?? [];
  const [inputs, all, outputs] = [field('INC'), field('HNC'), field('ONC')];
  const hidden = all - buffers;
  const rowIn = expansion ? field('IENC') : all;
  const rowsOut = expansion ? field('OENC') : all;
  const perNeuron = (content: string, width: number, isSigned = true): readonly [number[], number[]] => {
    const values = Array.from(words(content), (word) => (isSigned ? signed(word, width) : word));
    const known = values.length > 0 ? values : new Array(all + outputs).fill(0);
    return [known.slice(0, hidden), known.slice(all)];
  };
  const connections = new Map<string, readonly [number, number]>();
  for (let source = 0, entry = 0; source < all; source++)
    for (let end = entry + words('fanOut')[source]!; entry < end; entry++)
      connections.set(`${source} ${words('fanOutTargets')[entry]}`, [
        signed(words('weightsRec')[entry]!, 8),
        signed(words('weightsRec2')[entry] ?? 0, 8),
      ]);
  const [dashMem, dashMemOut] = perNeuron('dashMem', 4, false);
  const [dashSyn, dashSynOut] = perNeuron('dashSyn', 4, false);
  const [threshold, thresholdOut] = perNeuron('threshold', 16);
  const [bias, biasOut] = perNeuron('bias', 8);
  const targets = words('aliasTarget');
  return {
    inputs,
    hidden,
    outputs,
    synapse2Enable: field('ISYN2_EN') === 1,
    aliasEnable: field('ALIAS_EN') === 1,
    biasEnable: field('BIAS_EN') === 1,
    weightShiftIn: field('IWBS'),
    weightShiftRec: field('RWBS'),
    weightShiftOut: field('OWBS'),
    dashMem: Uint8Array.from(dashMem),
    dashMemOut: Uint8Array.from(dashMemOut),
    dashSyn: Uint8Array.from(dashSyn),
    dashSynOut: Uint8Array.from(dashSynOut),
    dashSyn2: Uint8Array.from({ length: hidden }, (_, n) => words('dashSyn2')[n] ?? 0),
    threshold: Int16Array.from(threshold),
    thresholdOut: Int16Array.from(thresholdOut),
    bias: Int16Array.from(bias),
    biasOut: Int16Array.from(biasOut),
    aliases: Array.from({ length: hidden }, (_, n) => ((targets[n] ?? 1000) < hidden ? [targets[n]!] : [])),
    inputWeight: (channel, neuron, synapse) =>
      neuron < rowIn ? signed(words(synapse === 0 ? 'weightsIn' : 'weightsIn2')[channel * rowIn + neuron] ?? 0, 8) : 0,
    recurrentWeight: (source, target, synapse) => connections.get(`${source} ${target}`)?.[synapse] ?? 0,
    outputWeight: (neuron, output) => {
      const row = neuron - (all - rowsOut);
      return row >= 0 ? signed(words('weightsOut')[row * outputs + output]!, 8) : 0;
    },
  };
}
