import type { Issue, IssuePath } from '@xylopipe/core';
import type { ModuleKind, NamedModule } from './chain-names.js';
import { missingModule, unknownModule } from './differences.js';
import { nearMisses } from './near-misses.js';

/** Names in Rockpool's SynNet: layer 0, 1, … and `out`, each of a linear module and its neurons. */
const NAME = /^(?:(0|[1-9]\d{0,8})|(out))_(linear|neurons|dropout)$/;

/** The parts of a layer in their order. */
const PARTS: Readonly<Record<string, ModuleKind>> = { linear: 'Linear', neurons: 'LIF', dropout: 'Dropout' };

/** The attribute of a SynNet that holds its layers. */
export const SYN_NET_ATTRIBUTE = 'seq';

/** Whether these are names of a SynNet's modules, or such with mistakes. */
export const isSynNet = (names: readonly string[]): boolean => names.some((name) => NAME.test(name));

/** The modules of a SynNet in their order. Notes names that are not known, and everything that is missing. */
export function synNetModules(
  modules: Readonly<Record<string, unknown>>,
  at: IssuePath,
  issues: Issue[],
): readonly NamedModule[] {
  const names = Object.keys(modules);
  const found = names.flatMap((name) => {
    const [, layer, , part] = NAME.exec(name) ?? [];
    if (part === undefined) return [];
    return [{ name, layer: Number(layer ?? LAST), kind: PARTS[part] as ModuleKind, content: modules[name] }];
  });
  found.sort((a, b) => (a.layer === b.layer ? ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) : a.layer - b.layer));

  const unknown = names.filter((name) => !NAME.test(name));
  const missing = missingNames(modules, [...new Set(found.map(({ layer }) => layer))]);
  const meant = nearMisses(missing, unknown);
  for (const name of unknown) issues.push(unknownModule([...at, name], KNOWN, meant(name)));
  for (const name of missing) issues.push(missingModule([...at, name], meant(name)));
  return found;
}

const KNOWN = 'a SynNet has 0_linear, 0_neurons, 1_linear, … , out_linear, out_neurons';

/** The output layer is behind all others. */
const LAST = Number.POSITIVE_INFINITY;

const ORDER = Object.values(PARTS);

/** Of every layer what it lacks, and of layers that lack altogether the first one. */
function missingNames(modules: Readonly<Record<string, unknown>>, layers: readonly number[]): string[] {
  const hidden = layers.filter((layer) => layer !== LAST);
  const skipped = hidden.flatMap((layer, i) => {
    const next = (hidden[i - 1] ?? -1) + 1;
    return layer > next ? [`${next}_linear`] : [];
  });
  const parts = [...hidden, 'out'].flatMap((layer) => [`${layer}_linear`, `${layer}_neurons`]);
  return [...skipped, ...parts.filter((name) => !Object.hasOwn(modules, name))];
}
