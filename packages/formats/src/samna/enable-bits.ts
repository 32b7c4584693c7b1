import type { Issue, IssuePath } from '@xylopipe/core';
import type { ConfigParts } from './config-parts.js';

/**
 * What has to be said of bits that disagree with what they switch: the chip does without a part that is off, and a part
 * that is on with nothing in it changes nothing. A configuration has no such bits of its own.
 */
export function enableBitIssues({
  synapse2,
  bias,
  aliasing,
  input,
  reservoir,
  hidden,
  outputs,
}: ConfigParts): readonly Issue[] {
  const issues: Issue[] = [];
  const remark = (at: IssuePath, enabled: boolean, there: boolean, what: string): void => {
    if (enabled === there) return;
    const message = enabled
      ? `this is on, but there are no ${what}: read as off, which computes the same`
      : `${what} are switched off: they are left out, as the chip does`;
    issues.push({ code: enabled ? 'IGNORED_BIT' : 'IGNORED_VALUE', severity: 'warning', at, message });
  };
  if (hidden !== undefined && outputs !== undefined) {
    remark(['value0', 'biasEnable'], bias, hidden.bias.some(isSet) || outputs.biasOut.some(isSet), 'biases');
  }
  if (hidden !== undefined) {
    const aliased = hidden.aliases.some((targets) => targets.length > 0);
    remark(['value0', 'reservoir', 'aliasing'], aliasing, aliased, 'aliases');
    if (!synapse2)
      remark(['value0', 'synapse2Enable'], false, hidden.dashSyn2.some(isSet), 'decays of a second synapse');
  }
  for (const unused of [input?.unused, reservoir?.unused]) {
    if (unused !== undefined) remark(unused.at, false, unused.values.some(isSet), 'weights of a second synapse');
  }
  return issues;
}

const isSet = (value: number): boolean => value !== 0;
