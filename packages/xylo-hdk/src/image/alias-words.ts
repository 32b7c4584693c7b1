import type { DeviceConfig } from '@xylopipe/core';

/** The part of each hidden neuron in aliasing. */
export interface AliasWords {
  /** `(Nhidden)`: id of its alias, -1 for none. */
  readonly target: Int32Array;
  /** `(Nhidden)`, 1 where it is so: it is an alias, it has one, its alias has more sources than this one. */
  readonly isTarget: Uint8Array;
  readonly isSource: Uint8Array;
  readonly sharesTarget: Uint8Array;
}

/** Aliases as a chip holds them. Looks at the first of each neuron, as there is no place for more. */
export function aliasWords({ aliases }: DeviceConfig): AliasWords {
  const target = Int32Array.from(aliases, ([first = -1]) => first);
  const sources = new Uint32Array(aliases.length);
  for (const id of target) if (id >= 0) sources[id]++;
  return {
    target,
    isTarget: Uint8Array.from(sources, (count) => Number(count > 0)),
    isSource: Uint8Array.from(target, (id) => Number(id >= 0)),
    sharesTarget: Uint8Array.from(target, (id) => Number(id >= 0 && sources[id] > 1)),
  };
}
