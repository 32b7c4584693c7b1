import type { ChipLimits } from '@xylopipe/core';
import { refusal } from '../refuse.js';
import type { RegisterFile } from '../registers/register-file.js';

/** What registers say of the network. */
export interface Settings {
  /** Numbers in use: input channels, hidden neurons that take input, hidden neurons, those that drive outputs, outputs. */
  readonly inputs: number;
  readonly inputTargets: number;
  readonly hidden: number;
  readonly outputSources: number;
  readonly outputs: number;
  readonly synapse2: boolean;
  readonly aliases: boolean;
  readonly biases: boolean;
  readonly shiftIn: number;
  readonly shiftRec: number;
  readonly shiftOut: number;
}

/** Reads the settings. @throws BAD_COUNTS where more is in use than the chip has */
export function readSettings(registers: RegisterFile, limits: ChipLimits): Settings {
  const count = (field: string, limit: number, otherwise = 0): number => {
    const value = registers.get(field, otherwise);
    if (value <= limit) return value;
    const [place] = registers.places(field);
    throw refusal('BAD_COUNTS', `${field} is ${value}, and there are ${limit}`, place?.register.name);
  };
  const hidden = count('HNC', limits.hiddenNeurons);
  return {
    inputs: count('INC', limits.inputChannels),
    inputTargets: count('IENC', Math.min(hidden, limits.inputExpansionNeurons), hidden),
    hidden,
    outputSources: count('OENC', Math.min(hidden, limits.outputExpansionNeurons), hidden),
    outputs: count('ONC', limits.outputNeurons),
    synapse2: registers.get('ISYN2_EN') === 1,
    aliases: registers.get('ALIAS_EN') === 1,
    biases: registers.get('BIAS_EN') === 1,
    shiftIn: registers.get('IWBS'),
    shiftRec: registers.get(registers.has('RWBS') ? 'RWBS' : 'HWBS'),
    shiftOut: registers.get('OWBS'),
  };
}

/** Whether two settings make the same network of the same memories. */
export const sameSettings = (a: Settings, b: Settings): boolean =>
  (Object.keys(a) as (keyof Settings)[]).every((key) => a[key] === b[key]);
