import { OUTPUT_SIGNALS, SIGNAL_NAMES } from '@xylopipe/core';
import type { DeviceDescription } from './device-description.js';
import type { LimitFact } from './limit-fact.js';
import { type MapSummary, type ProvenanceCounts, total } from './map-summary.js';
import { yesOrNo } from './yes-or-no.js';

/** What there is of all devices, a row for each thing and a column for each device. */
export interface DeviceOverview {
  /** The first row has the chip ids, the first column the names of the rows. */
  readonly rows: readonly (readonly string[])[];
  /** What the marks in the rows mean, one sentence each. */
  readonly notes: readonly string[];
}

/** Marks a limit that is assumed. */
const ASSUMED = '*';

/** Lays descriptions out as one table. */
export function deviceOverview(devices: readonly DeviceDescription[]): DeviceOverview {
  const [first] = devices;
  if (first === undefined) return { rows: [], notes: [] };
  const row = (name: string, cell: (device: DeviceDescription) => string): readonly string[] => [
    name,
    ...devices.map(cell),
  ];
  return {
    rows: [
      row('', ({ chipId }) => chipId),
      row('name', ({ label }) => label),
      ...first.facts
        .filter(({ path }) => !LEFT_OUT.has(path))
        .map(({ name, unit, path }) => row(headingOf(name, unit), ({ facts }) => cellOf(facts, path))),
      ...CAPABILITIES.map(([name, cell]) => row(name, cell)),
    ],
    notes: notesOn(devices),
  };
}

/** In words, too long for a column. */
const LEFT_OUT = new Set(['idAllocation']);

/** A limit's name with its unit. */
const headingOf = (name: string, unit: string): string => (unit === '' ? name : `${name}, ${unit}`);

function cellOf(facts: readonly LimitFact[], path: string): string {
  const fact = facts.find((candidate) => candidate.path === path);
  if (fact === undefined) return '';
  return fact.source?.kind === 'assumed' ? `${fact.text}${ASSUMED}` : fact.text;
}

const allOr = (count: number, all: number): string => (count === all ? 'all' : `${count} of ${all}`);

const CAPABILITIES: readonly (readonly [name: string, cell: (device: DeviceDescription) => string])[] = [
  // Every device must.
  ['simulator', () => 'yes'],
  ['board driver (hdk)', ({ capabilities }) => yesOrNo(capabilities.hdk)],
  ['snapshot of states', ({ capabilities }) => yesOrNo(capabilities.snapshot)],
  ['outputs', ({ capabilities }) => allOr(capabilities.outputs.length, Object.keys(OUTPUT_SIGNALS).length)],
  ['recorded signals', ({ capabilities }) => allOr(capabilities.record.length, SIGNAL_NAMES.length)],
  ['boards known', ({ boards }) => String(boards.length)],
  ['cycle model', ({ costs }) => yesOrNo(costs.cycles.known)],
  ['power figures', ({ costs }) => yesOrNo(costs.power.known)],
  ['registers known', (device) => knownOf(device, 'registers')],
  ['memories known', (device) => knownOf(device, 'memories')],
];

/** How many entries of its maps are not of our choice. */
function knownOf({ maps }: DeviceDescription, kind: MapSummary['kind']): string {
  const found = maps.known ? maps.value.filter((map) => map.kind === kind).map(({ entries }) => entries) : [];
  if (found.length === 0) return 'no map';
  const sum = (count: (counts: ProvenanceCounts) => number): number =>
    found.reduce((all, counts) => all + count(counts), 0);
  return allOr(
    sum(({ documented, derived }) => documented + derived),
    sum(total),
  );
}

/** One note for each assumption, with the devices that it is made for. */
function notesOn(devices: readonly DeviceDescription[]): readonly string[] {
  const chips = new Map<string, string[]>();
  for (const { chipId, facts } of devices) {
    for (const { name, source } of facts) {
      if (source?.kind !== 'assumed') continue;
      const note = `${name}, ${source.source}`;
      chips.set(note, [...(chips.get(note) ?? []), chipId]);
    }
  }
  return [...chips].map(([note, ids]) => `${ASSUMED} assumed (${ids.join(', ')}): ${note}`);
}
