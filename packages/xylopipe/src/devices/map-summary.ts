import type { ChipMaps, Provenance, ProvenanceKind } from '@xylopipe/xylo-common/maps';

/** How many entries a public source states, how many follow from one, and how many were chosen by us for emulation. */
export type ProvenanceCounts = Readonly<Record<ProvenanceKind, number>>;

/** How well one map is known. */
export interface MapSummary {
  readonly kind: 'registers' | 'memories';
  /** What is mapped, e.g. `core registers`. */
  readonly name: string;
  /** Registers, or banks of memory. */
  readonly entries: ProvenanceCounts;
  /** Bit fields in them. */
  readonly fields: ProvenanceCounts;
  /** What the map leaves out because nobody published it. */
  readonly notPublic?: string | undefined;
}

/** How well the maps of a chip are known: those of registers, then the one of memories. */
export const mapSummaries = ({ registers, memories }: ChipMaps): readonly MapSummary[] => [
  ...registers.map(({ block, registers: entries, notPublic }) => ({
    kind: 'registers' as const,
    name: `${block} registers`,
    ...countsOf(entries),
    notPublic,
  })),
  ...(memories === undefined ? [] : [{ kind: 'memories' as const, name: 'memories', ...countsOf(memories.banks) }]),
];

/** How many there are. */
export const total = ({ documented, derived, defined }: ProvenanceCounts): number => documented + derived + defined;

interface Entry {
  readonly provenance: Provenance;
  readonly fields: readonly { readonly provenance?: Provenance | undefined }[];
}

/** Fields come from where their entry does, unless they say otherwise. */
const countsOf = (entries: readonly Entry[]): Pick<MapSummary, 'entries' | 'fields'> => ({
  entries: count(entries.map(({ provenance }) => provenance)),
  fields: count(entries.flatMap(({ provenance, fields }) => fields.map((field) => field.provenance ?? provenance))),
});

const count = (found: readonly Provenance[]): ProvenanceCounts => {
  const of = (kind: ProvenanceKind): number => found.filter((provenance) => provenance.kind === kind).length;
  return { documented: of('documented'), derived: of('derived'), defined: of('defined') };
};
