import type { NetworkTree } from '@xylopipe/core';
import type { StageInput } from '../../node/stage-input.js';

/** The timestep of what was in a file, seconds; `undefined` where it says none, or several. */
export function timestepOf(read: Pick<StageInput, 'stage' | 'artifact'>): number | undefined {
  const [dt, ...others] = new Set(timestepsOf(read as StageInput));
  return others.length === 0 ? (dt ?? undefined) : undefined;
}

function timestepsOf(read: StageInput): readonly (number | null | undefined)[] {
  if (read.stage === 'extract') return timestepsIn(read.artifact);
  if (read.stage !== 'map') return [read.artifact.dt];
  return read.artifact.modules.flatMap((module) => (module.type === 'LifNeurons' ? [module.dt] : []));
}

/** Of every layer that may have one. */
const timestepsIn = (tree: NetworkTree): readonly (number | null)[] => {
  if ('children' in tree) return tree.children.flatMap(timestepsIn);
  return tree.type === 'Linear' ? [] : [tree.dt];
};
