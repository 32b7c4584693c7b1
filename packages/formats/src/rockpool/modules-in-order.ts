import type { Issue, IssuePath } from '@xylopipe/core';
import { chainPlace, type NamedModule } from './chain-names.js';
import { unknownModule } from './differences.js';
import { isSynNet, synNetModules } from './syn-net-names.js';

/**
 * The modules of a chain in their order, which the order of keys in the file does not tell. Notes names that are not
 * known, and places that are missing or taken twice: a module without parameters is not in the file.
 */
export function modulesInOrder(
  chain: Readonly<Record<string, unknown>>,
  at: IssuePath,
  issues: Issue[],
): readonly NamedModule[] {
  const names = Object.keys(chain);
  if (isSynNet(names)) return synNetModules(chain, at, issues);
  const placed = names.flatMap((name) => {
    const place = chainPlace(name);
    if (place === undefined) issues.push(unknownModule([...at, name], KNOWN));
    return place === undefined ? [] : [{ name, content: chain[name], ...place }];
  });
  placed.sort((a, b) => a.slot - b.slot);
  placed.forEach(({ name, slot }, i) => {
    const before = placed[i - 1]?.slot ?? -1;
    if (slot === before) issues.push(wrongPlace([...at, name], `two modules have the same place as "${name}"`));
    if (slot > before + 1) issues.push(wrongPlace([...at, name], `a module is missing before "${name}"`));
  });
  return placed;
}

const KNOWN =
  'known are 0_LinearTorch, 0_LIFTorch, 0_LIFBitshiftTorch, 0_ExpSynTorch, 0_TorchSequential, 0_TorchResidual and other places; give the architecture of a module of your own';

const wrongPlace = (at: IssuePath, message: string): Issue => ({
  code: 'MODULE_ORDER',
  severity: 'error',
  at,
  message,
  hint: 'a module without parameters is not in the file: give the architecture, with this one as "Skipped"',
});
