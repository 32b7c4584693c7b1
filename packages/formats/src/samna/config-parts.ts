import type { IssuePath } from '@xylopipe/core';
import { DEBUG_SETTINGS, SETTINGS, SYNAPSE2_KEYS } from './config-keys.js';
import { type Findings, flag, integer, type Members, members } from './findings.js';
import { matrixFrom, type SamnaMatrix } from './matrix-json.js';
import { type HiddenNeurons, hiddenNeurons, type OutputNeurons, outputNeurons } from './neurons-json.js';
import { changedSettings } from './settings.js';

/** Weights of the input, of the reservoir, or of the readout. */
interface WeightBlock {
  readonly shift: number;
  /** One matrix per synapse that the neurons have. */
  readonly weights: readonly SamnaMatrix[];
  /** The matrix of the second synapse where the neurons have none. */
  readonly unused?: SamnaMatrix | undefined;
}

/** What a file says of a network. What could not be read is left out. */
export interface ConfigParts {
  readonly synapse2: boolean;
  readonly bias: boolean;
  readonly aliasing: boolean;
  readonly input?: WeightBlock;
  readonly reservoir?: WeightBlock;
  readonly readout?: WeightBlock;
  readonly hidden?: HiddenNeurons;
  readonly outputs?: OutputNeurons;
}

/** Reads the parts one by one; what is wrong is noted. `undefined` if the file is another one altogether. */
export function configParts(json: unknown, found: Findings): ConfigParts | undefined {
  const root = members(json, AT, [], found);
  const top = root && members(root.value0, [...Object.keys(SETTINGS), ...PARTS], AT, found);
  if (top === undefined) return undefined;
  found.issues.push(...changedSettings(top, SETTINGS, AT));
  if (top.debug !== undefined) {
    const at = [...AT, 'debug'];
    const debug = members(top.debug, Object.keys(DEBUG_SETTINGS), at, found);
    found.issues.push(...changedSettings(debug ?? {}, DEBUG_SETTINGS, at));
  }
  const synapse2 = flag(top.synapse2Enable, [...AT, 'synapse2Enable'], found.issues);
  const bias = flag(top.biasEnable, [...AT, 'biasEnable'], found.issues);

  const at = (name: string) => [...AT, name];
  const input = members(top.input, [...BLOCK, SYNAPSE2_KEYS.input], at('input'), found);
  const reservoir = members(
    top.reservoir,
    [...BLOCK, SYNAPSE2_KEYS.reservoir, 'aliasing', 'neurons'],
    at('reservoir'),
    found,
  );
  const readout = members(top.readout, [...BLOCK, 'neurons'], at('readout'), found);
  return {
    synapse2,
    bias,
    aliasing: reservoir !== undefined && flag(reservoir.aliasing, [...at('reservoir'), 'aliasing'], found.issues),
    input: input && weightBlock(input, SYNAPSE2_KEYS.input, synapse2, at('input'), found),
    reservoir: reservoir && weightBlock(reservoir, SYNAPSE2_KEYS.reservoir, synapse2, at('reservoir'), found),
    readout: readout && weightBlock(readout, undefined, synapse2, at('readout'), found),
    hidden: reservoir && hiddenNeurons(reservoir.neurons, [...at('reservoir'), 'neurons'], found),
    outputs: readout && outputNeurons(readout.neurons, [...at('readout'), 'neurons'], found),
  };
}

/** The one key of the root. */
const AT = ['value0'];
const PARTS = ['synapse2Enable', 'biasEnable', 'input', 'reservoir', 'readout', 'debug'];
const BLOCK = ['weightBitShift', 'weights'];

/** What a `DeviceConfig` can hold. */
const SHIFT = [0, 15] as const;

function weightBlock(
  block: Members,
  key2: string | undefined,
  synapse2: boolean,
  at: IssuePath,
  found: Findings,
): WeightBlock | undefined {
  const matrix = (key: string) => matrixFrom(block[key], [...at, key], found);
  const shift = integer(block.weightBitShift, SHIFT, () => [...at, 'weightBitShift'], found.issues);
  const first = matrix('weights');
  const second = key2 !== undefined && (synapse2 || block[key2] !== undefined) ? matrix(key2) : undefined;
  if (first === undefined) return undefined;
  if (!synapse2 || key2 === undefined) return { shift, weights: [first], unused: second };
  return second && { shift, weights: [first, second] };
}
