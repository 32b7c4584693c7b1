/**
 * How we know what a map says. `documented`: a public source states it. `derived`: it follows from public sources, by
 * arithmetic or from a sibling chip, but none states it. `defined`: nothing is public and we chose it, so that a chip can
 * be emulated; a physical chip may differ.
 */
export type ProvenanceKind = 'documented' | 'derived' | 'defined';

/** Where an entry of a map comes from. */
export interface Provenance {
  readonly kind: ProvenanceKind;
  /** The public source, what it was derived from, or why we had to choose. */
  readonly source: string;
}

/** Stated by a public `source`. */
export const documented = (source: string): Provenance => Object.freeze({ kind: 'documented', source });

/** Follows from `source`, which does not state it. */
export const derived = (source: string): Provenance => Object.freeze({ kind: 'derived', source });

/** Our choice, for emulation only. */
export const defined = (source: string): Provenance => Object.freeze({ kind: 'defined', source });
