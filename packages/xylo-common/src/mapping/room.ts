import type { ChipLimits, Issue, MapOptions } from '@xylopipe/core';
import { type Layers, neuronsIn } from './layers.js';

/** How many ids there are to give out. */
export interface Room {
  readonly hidden: number;
  readonly outputs: number;
}

const OPTIONS = ['maxHiddenNeurons', 'maxOutputNeurons'] as const;

/** The chip's room, or what the options make of it. */
export const roomFor = ({ maxHiddenNeurons, maxOutputNeurons }: MapOptions, limits: ChipLimits): Room => ({
  hidden: isCount(maxHiddenNeurons) ? maxHiddenNeurons : limits.hiddenNeurons,
  outputs: isCount(maxOutputNeurons) ? maxOutputNeurons : limits.outputNeurons,
});

/** Options that are no number of neurons. */
export const checkMapOptions = (options: MapOptions): readonly Issue[] =>
  OPTIONS.flatMap((option) => {
    const value = options[option];
    if (value === undefined || isCount(value)) return [];
    const message = `${option} is not a number of neurons`;
    const hint = 'give a positive integer, or leave it out for the limit of the chip';
    return [{ code: 'MAP_OPTION_INVALID', severity: 'error', at: [option], measured: String(value), message, hint }];
  });

const isCount = (n: number | undefined): n is number => Number.isSafeInteger(n) && (n as number) > 0;

/** More neurons than there are ids. */
export function checkRoom(layers: Layers, room: Room, limits: ChipLimits): readonly Issue[] {
  const issues: Issue[] = [];
  const hidden = neuronsIn(layers.hidden);
  if (hidden > room.hidden) {
    issues.push({
      code: 'MAP_OUT_OF_HIDDEN_NEURONS',
      severity: 'error',
      at: [],
      measured: hidden,
      limit: room.hidden,
      message: `${hidden} hidden neurons, there are ids for ${room.hidden}`,
      hint: `make hidden layers smaller; to simulate more than the ${limits.hiddenNeurons} of ${limits.chipId}, set maxHiddenNeurons`,
    });
  }
  const outputs = neuronsIn(layers.outputs);
  if (outputs > room.outputs) {
    issues.push({
      code: 'MAP_OUT_OF_OUTPUT_NEURONS',
      severity: 'error',
      at: [],
      measured: outputs,
      limit: room.outputs,
      message: `${outputs} output neurons, there are ids for ${room.outputs}`,
      hint: `make the output layer smaller; to simulate more than the ${limits.outputNeurons} of ${limits.chipId}, set maxOutputNeurons`,
    });
  }
  return issues;
}
