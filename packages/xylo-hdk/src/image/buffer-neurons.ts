import type { Issue } from '@xylopipe/core';
import type { BankContent, MemoryMap } from '@xylopipe/xylo-common/maps';
import type { ImageSizes } from './sizes.js';

/** Whether a network would fit but for its buffer neurons: `LIMIT_BUFFER_NEURONS`, with how many hidden neurons would. */
export function bufferNeuronIssue(sizes: ImageSizes, memories: MemoryMap): Issue | undefined {
  const { hidden, buffers, hiddenInUse } = sizes;
  const limit = roomFor(sizes, memories);
  if (hidden > limit || hiddenInUse <= limit) return undefined;
  const most = limit - 1 - ((limit - 1) % 2 === 0 ? 0 : 1);
  return {
    code: 'LIMIT_BUFFER_NEURONS',
    severity: 'error',
    at: ['weightsRec'],
    measured: hiddenInUse,
    limit,
    message: `${hidden} hidden neurons and the ${buffers} unused behind them, which this chip needs, do not fit`,
    hint: `use at most ${most} hidden neurons`,
  };
}

/** How many hidden neurons in use the smallest bank has room for. */
function roomFor(sizes: ImageSizes, { banks }: MemoryMap): number {
  const room: Partial<Record<BankContent, (words: number) => number>> = {
    weightsIn: (words) => words / sizes.inputs,
    weightsOut: (words) => words / sizes.outputs,
    vmem: (words) => words - sizes.outputs,
    spikes: (words) => words,
  };
  return Math.floor(Math.min(...banks.map(({ content, words }) => room[content]?.(words) ?? Number.POSITIVE_INFINITY)));
}
