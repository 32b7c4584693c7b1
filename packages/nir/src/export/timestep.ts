import type { Issue, NetworkTree } from '@xylopipe/core';
import { nodeIssue } from '../model/node-issue.js';

/** The one timestep of a network, or what is wrong with it. `given`: for layers that have none, seconds. */
export function timestepOf(
  tree: NetworkTree,
  given: number | undefined,
): { readonly dt: number | undefined; readonly issues: readonly Issue[] } {
  const dts = new Set(dtsIn(tree).map((dt) => dt ?? given));
  const [dt, ...others] = dts.size === 0 ? [given] : [...dts];
  if (given !== undefined && !(given > 0 && Number.isFinite(given))) {
    const measured = String(given);
    return refused(nodeIssue('NIR_DT_INVALID', '', 'the timestep must be > 0', 'give seconds', { measured }));
  }
  if (others.length > 0 && !dts.has(undefined)) {
    const message = `layers have several timesteps: ${[...dts].join(', ')} s`;
    return refused(nodeIssue('NIR_DT_CONTRADICTION', '', message, 'give all layers the same dt'));
  }
  if (dt === undefined || dts.has(undefined)) {
    const message = 'layers do not say how long a timestep is, and what NIR says of them is in seconds';
    return refused(nodeIssue('NIR_DT_UNKNOWN', '', message, 'give the option "dt", in seconds'));
  }
  return { dt, issues: [] };
}

/** Of every layer that has a timestep, and `undefined` of those that could. */
function dtsIn(tree: NetworkTree): readonly (number | undefined)[] {
  if ('children' in tree) return tree.children.flatMap(dtsIn);
  return tree.type === 'Linear' ? [] : [tree.dt ?? undefined];
}

const refused = (issue: Issue) => ({ dt: undefined, issues: [issue] });
