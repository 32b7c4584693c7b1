import { type Issue, neuronRanges } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';

/** Neurons of one kind, or channels, with a number for each. */
export interface Group {
  /** What one of them is called. */
  readonly word: string;
  /** Where the numbers are. */
  readonly field: string;
  readonly counts: ArrayLike<number>;
  /** Index in the field of the first of them. Default 0. */
  readonly first?: number;
}

export const silent = (group: Group, steps: number): readonly Issue[] =>
  warning(group, (count) => count === 0, {
    code: 'NEURON_SILENT',
    limit: () => 1,
    message: (who) => `${who} did not spike in ${timesteps(steps)}`,
    hint: 'lower the threshold or raise the weights; or leave out of the network what has nothing to say',
  });

/** Of thresholds, those of silent neurons that are above the bound of the membrane. */
export const unreachable = (thresholds: Group, fired: Uint32Array, bounds: Int16Array): readonly Issue[] =>
  warning(thresholds, (threshold, id) => fired[id] === 0 && threshold > bounds[id], {
    code: 'THRESHOLD_UNREACHABLE',
    limit: (id) => bounds[id],
    message: (who) =>
      `the threshold of ${who} is beyond what 16-bit Vmem reaches with these weights, dashes and biases`,
    hint: 'lower the threshold, raise the weights or the bias, or raise the dashes so that more is kept',
  });

export const alwaysFiring = (group: Group, steps: number): readonly Issue[] =>
  warning(group, (count) => count === steps, {
    code: 'NEURON_ALWAYS_FIRES',
    limit: () => steps - 1,
    message: (who) => `${who} spiked in every one of ${timesteps(steps)}`,
    hint: 'raise the threshold, or lower the weights or the bias',
  });

export const saturatedIsyn = (synapses: Group, steps: number): readonly Issue[] =>
  warning(synapses, isAny, {
    code: 'ISYN_SATURATED',
    limit: () => 0,
    message: (who, most) => `${who} left 16 bits and was cut, in up to ${share(most, steps)}`,
    hint: 'lower the weights or their shift, or dashSyn so that less is kept',
  });

export const saturatedVmem = (membranes: Group, steps: number): readonly Issue[] =>
  warning(membranes, isAny, {
    code: 'VMEM_SATURATED',
    limit: () => 0,
    message: (who, most) => `${who} left 16 bits and was cut, in up to ${share(most, steps)}`,
    hint: 'lower the weights, the bias and the threshold together, or dashMem so that less is kept; a silent neuron is pressed down: lower its inhibition',
  });

export const cutSpikes = (group: Group, steps: number): readonly Issue[] =>
  warning(group, isAny, {
    code: 'SPIKES_CUT',
    limit: () => 0,
    message: (who, most) => `${who} had more than ${MAX_SPIKES.hidden} spikes to emit, in up to ${share(most, steps)}`,
    hint: 'raise the threshold, or lower the weights; an alias adds the spikes of its source to its own',
  });

export const cutInput = (channels: Group, steps: number): readonly Issue[] =>
  warning(channels, isAny, {
    code: 'INPUT_CUT',
    limit: () => 0,
    message: (who, most) =>
      `${who} lost events over ${MAX_SPIKES.input} in a timestep, up to ${most} in ${timesteps(steps)}`,
    hint: 'use shorter timesteps or a smaller gain in the encoder',
  });

const isAny = (count: number): boolean => count > 0;

/** What to say of all who are in trouble. */
interface Words extends Pick<Issue, 'code' | 'hint'> {
  /** What would have been allowed to this one. */
  readonly limit: (id: number) => number;
  /** `most` is the largest count. */
  readonly message: (who: string, most: number) => string;
}

/** One warning for all of a group that are in trouble, at the one with the largest count; nothing if there is none. */
function warning(
  { word, field, counts, first = 0 }: Group,
  inTrouble: (count: number, id: number) => boolean,
  { code, limit, message, hint }: Words,
): readonly Issue[] {
  const ids = Array.from(counts, (_, id) => id).filter((id) => inTrouble(counts[id], id));
  if (ids.length === 0) return [];
  const worst = ids.reduce((most, id) => (counts[id] > counts[most] ? id : most));
  const measured = counts[worst];
  const text = message(neuronRanges(word, ids), measured);
  return [
    { code, severity: 'warning', at: [field, first + worst], measured, limit: limit(worst), message: text, hint },
  ];
}

const timesteps = (n: number): string => `${n} timestep${n === 1 ? '' : 's'}`;

/** `3 of 1000 timesteps (0.3 %)` */
function share(count: number, steps: number): string {
  const percent = (100 * count) / steps;
  return `${count} of ${timesteps(steps)} (${percent.toFixed(percent < 10 ? 1 : 0)} %)`;
}
