import type { Issue, IssuePath } from '@xylopipe/core';

/** Modules that a parameter file can hold. */
type ModuleKind = 'Linear' | 'LIF' | 'LIFBitshift' | 'ExpSyn' | 'Sequential' | 'Residual';

/** A module of a chain, as its name tells. */
export interface NamedModule {
  readonly name: string;
  readonly kind: ModuleKind;
  readonly content: unknown;
}

/** A module and its place in the chain, from 0. */
interface Placed extends NamedModule {
  readonly slot: number;
}

/** Names in Rockpool's SynNet: layer 0, 1, … and `out`, each of a linear module and its neurons. */
const SYN_NET_NAME = /^(?:(\d+)|out)_(linear|neurons)$/;

/** Names that Rockpool gives to the modules of a chain: the place, and the class in one of its backends. */
const CHAIN_NAME = /^(\d+)_(?:Torch|Jax|Mod)?(Linear|LIFBitshift|LIF|ExpSyn|Sequential|Residual)(?:Torch|Jax)?$/;

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
  const layers = names.map((name) => Number(SYN_NET_NAME.exec(name)?.[1] ?? -1));
  const isSynNet = names.some((name) => SYN_NET_NAME.test(name));
  const place = isSynNet ? synNetPlace(Math.max(...layers) + 1) : chainPlace;
  const placed: Placed[] = [];
  for (const [name, content] of Object.entries(chain)) {
    const found = place(name);
    if (found === undefined) issues.push(unknownModule([...at, name], name, isSynNet));
    else placed.push({ name, content, ...found });
  }
  placed.sort((a, b) => a.slot - b.slot);
  placed.forEach(({ name, slot }, i) => {
    const before = placed[i - 1]?.slot ?? -1;
    if (slot === before) issues.push(wrongPlace([...at, name], `two modules have the same place as "${name}"`));
    if (slot > before + 1) issues.push(wrongPlace([...at, name], `a module is missing before "${name}"`));
  });
  return placed;
}

type Place = Pick<Placed, 'slot' | 'kind'> | undefined;

const synNetPlace =
  (layers: number) =>
  (name: string): Place => {
    const [, layer = layers, part] = SYN_NET_NAME.exec(name) ?? [];
    if (part === undefined) return undefined;
    return part === 'linear'
      ? { slot: 2 * Number(layer), kind: 'Linear' }
      : { slot: 2 * Number(layer) + 1, kind: 'LIF' };
  };

function chainPlace(name: string): Place {
  const [, slot, kind] = CHAIN_NAME.exec(name) ?? [];
  return kind === undefined ? undefined : { slot: Number(slot), kind: kind as ModuleKind };
}

const unknownModule = (at: IssuePath, name: string, isSynNet: boolean): Issue => ({
  code: 'UNKNOWN_MODULE',
  severity: 'error',
  at,
  message: `the module "${name}" is not known`,
  hint: isSynNet
    ? 'a SynNet has 0_linear, 0_neurons, 1_linear, … , out_linear, out_neurons'
    : 'known are 0_LinearTorch, 0_LIFTorch, 0_LIFBitshiftTorch, 0_ExpSynTorch, 0_TorchSequential, 0_TorchResidual and other places',
});

const wrongPlace = (at: IssuePath, message: string): Issue => ({
  code: 'MODULE_ORDER',
  severity: 'error',
  at,
  message,
  hint: 'a module without parameters is not in the file: build this network in code instead',
});
