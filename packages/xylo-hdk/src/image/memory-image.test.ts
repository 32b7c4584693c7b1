import { describe, expect, it } from 'vitest';
import { drivenChip } from '../../test/boards.js';
import { configOf, everyBank } from '../../test/configs.js';
import { memoryImage } from './memory-image.js';

/** Words of all banks, by content. */
const wordsOf = (config: Parameters<typeof memoryImage>[0]): Readonly<Record<string, number[]>> =>
  Object.fromEntries(
    memoryImage(config, drivenChip(config.chipId)).banks.map(({ bank, words }) => [bank.content, [...words]]),
  );

/** Values and masks of registers, by name. */
const registersOf = (...[config, options]: [Parameters<typeof memoryImage>[0], Parameters<typeof memoryImage>[2]?]) =>
  Object.fromEntries(
    memoryImage(config, drivenChip(config.chipId), options).registers.map(({ register, value, mask }) => [
      register.name,
      [value, mask],
    ]),
  );

describe('banks', () => {
  it('hold what docs/board-memory.md says, on a chip that counts expansion neurons', () => {
    expect(wordsOf(everyBank('syns65302'))).toEqual({
      weightsIn: [1, 0xfe, 0, 0x7f],
      weightsIn2: [0, 5, 0xfa, 0x80],
      isyn: [0, 0, 0, 0],
      isyn2: [0, 0, 0],
      vmem: [0, 0, 0, 0],
      dashSyn: [2, 3, 4, 5],
      dashSyn2: [3, 4, 5],
      dashMem: [1, 2, 3, 4],
      bias: [3, 0xfc, 0, 0x80],
      threshold: [100, 101, 102, 103],
      aliasFlags: [0b110, 0b001, 0b110],
      aliasTarget: [1, 0x3ff, 1],
      spikes: [0, 0, 0],
      fanOut: [2, 0, 2],
      fanOutTargets: [1, 2, 0, 2],
      weightsRec: [7, 0, 9, 0x80],
      weightsRec2: [0, 0xff, 8, 0x7f],
      weightsOut: [11, 0xf4],
    });
  });

  it('have rows of all hidden neurons where every one can take input and drive outputs', () => {
    expect(wordsOf(everyBank('syns61201'))).toMatchObject({
      weightsIn: [1, 0xfe, 0, 0, 0x7f, 0],
      weightsIn2: [0, 5, 0, 0xfa, 0x80, 0],
      weightsOut: [0, 11, 0xf4],
    });
  });

  it('have two buffer neurons behind an odd number of hidden ones under update rule v1', () => {
    const config = { ...everyBank('syns61300'), biasEnable: false };
    expect(wordsOf(config)).toMatchObject({
      weightsIn: [1, 0xfe, 0, 0, 0, 0, 0x7f, 0, 0, 0],
      isyn: [0, 0, 0, 0, 0, 0],
      dashSyn: [2, 3, 4, 0, 0, 5],
      dashSyn2: [3, 4, 5, 0, 0],
      threshold: [100, 101, 102, 32767, 32767, 103],
      aliasFlags: [0b110, 0b001, 0b110, 0, 0],
      aliasTarget: [1, 0x3ff, 1, 0x3ff, 0x3ff],
      fanOut: [2, 0, 2, 0, 0],
      fanOutTargets: [1, 2, 0, 2],
      weightsOut: [0, 11, 0xf4, 0, 0],
    });
  });

  it('have one behind an even number', () => {
    const config = configOf({
      chipId: 'syns65300',
      weightsIn: [[[1], [2]]],
      weightsRec: [
        [[0], [3]],
        [[0], [0]],
      ],
      weightsOut: [[4], [5]],
    });
    expect(wordsOf(config)).toMatchObject({
      weightsIn: [1, 2, 0],
      threshold: [100, 101, 32767, 102],
      weightsOut: [4, 5, 0],
    });
  });

  it('are left out where the chip does not look at them', () => {
    const plain = configOf({ chipId: 'syns61201', weightsIn: [[[1]]], weightsRec: [[[0]]], weightsOut: [[2]] });
    const contents = Object.keys(wordsOf(plain));
    for (const unused of ['weightsIn2', 'isyn2', 'dashSyn2', 'weightsRec2', 'bias', 'aliasTarget', 'aliasFlags'])
      expect(contents).not.toContain(unused);
    expect(contents).toHaveLength(11);
  });
});

describe('registers', () => {
  it('count what is in use and switch what is used', () => {
    expect(registersOf(everyBank('syns65302'))).toEqual({
      CTRL1: [0x0080_721e, 0x00c0_777e],
      CTRL2: [0x0003_0202, 0xffff_ffff],
      CTRL3: [0x0000_0201, 0x0000_ffff],
    });
    expect(registersOf(everyBank('syns61201'))).toMatchObject({ CTRL2: [0x0003_0102, 0xffff_ffff] });
  });

  it('count buffer neurons', () => {
    expect(registersOf({ ...everyBank('syns61300'), biasEnable: false })).toEqual({
      CTRL1: [0x0000_7216, 0x0040_7776],
      CTRL2: [0x0005_0102, 0xffff_ffff],
    });
  });

  it('let the chip hibernate unless told otherwise', () => {
    expect(registersOf(everyBank('syns65302'), { hibernation: false }).CTRL1?.[0]).toBe(0x0000_721e);
  });
});
