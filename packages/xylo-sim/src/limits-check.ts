import { type ChipLimits, type Issue, refuseOnErrors } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';

/** Bits of the words that states are kept in: the arithmetic saturates and wraps at these, and at no others. */
const STATE_BITS = 16;

/** Bits of the words that a configuration keeps values in. Narrower ones are fine: a simulator takes what is in them. */
const WIDEST = { weight: 8, threshold: 16, bias: 16, dash: 4, weightShift: 4 } as const;

/**
 * Refuses chips that the simulator would simulate as another one.
 * @throws LIMITS_UNSUPPORTED with every limit that its arithmetic does not keep to.
 */
export function refuseOtherArithmetic(limits: ChipLimits): void {
  refuseOnErrors(
    [...otherSpikes(limits), ...otherWords(limits)],
    'LIMITS_UNSUPPORTED',
    'this chip cannot be simulated',
    {
      who: limits.chipId,
      hint: 'give it a simulator of its own',
    },
  );
}

const otherSpikes = ({ maxSpikes }: ChipLimits): readonly Issue[] =>
  (['input', 'hidden', 'output'] as const).flatMap((group) => {
    const [measured, limit] = [maxSpikes[group], MAX_SPIKES[group]];
    if (measured === limit) return [];
    const message = `the simulator takes up to ${limit} ${group} spikes per timestep, not ${measured}`;
    return [unsupported(['maxSpikes', group], measured, limit, message, `set it to ${limit}, if the chip allows that`)];
  });

function otherWords({ bits }: ChipLimits): readonly Issue[] {
  const { state } = bits;
  const issues = (Object.keys(WIDEST) as (keyof typeof WIDEST)[]).flatMap((group) => {
    const [measured, limit] = [bits[group], WIDEST[group]];
    if (measured <= limit) return [];
    const message = `the simulator takes a ${group} of up to ${limit} bits, not ${measured}`;
    return [unsupported(['bits', group], measured, limit, message, `use at most ${limit} bits of it`)];
  });
  if (state === STATE_BITS) return issues;
  const message = `the simulator saturates states at ${STATE_BITS} bits, not at ${state}`;
  const hint = 'states saturate where the silicon does: no other width gives the same spikes';
  return [unsupported(['bits', 'state'], state, STATE_BITS, message, hint), ...issues];
}

const unsupported = (at: Issue['at'], measured: number, limit: number, message: string, hint: string): Issue => ({
  code: 'UNSUPPORTED',
  severity: 'error',
  at,
  measured,
  limit,
  message,
  hint,
});
