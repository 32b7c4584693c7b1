import { type DeviceDescription, deviceOverview, type LimitFact, type ProvenanceCounts } from 'xylopipe';
import { markdownTable } from './markdown-table.js';

/** What is known of devices, as the sections of a document. */
export const deviceSections = (devices: readonly DeviceDescription[]): Readonly<Record<string, string>> => ({
  overview: overview(devices),
  limits: limits(devices),
  sources: sources(devices),
  boards: boards(devices),
  missing: missing(devices),
  maps: maps(devices),
});

function overview(devices: readonly DeviceDescription[]): string {
  const { rows, notes } = deviceOverview(devices);
  return [markdownTable(rows), ...notes.map((note) => `\\${note}`)].join('\n\n');
}

const limits = ([first]: readonly DeviceDescription[]): string =>
  markdownTable([
    ['limit', 'unit', 'in `ChipLimits`', 'meaning'],
    ...(first?.facts ?? []).map(({ name, unit, path, meaning }) => [name, unit, `\`${path}\``, meaning]),
  ]);

/** Each source is told once, below the limits that come from it. */
function sources(devices: readonly DeviceDescription[]): string {
  const told: string[] = [];
  const cellOf = ({ source }: LimitFact): string => {
    if (source === undefined) return '';
    if (!told.includes(source.source)) told.push(source.source);
    return `${source.kind} (${told.indexOf(source.source) + 1})`;
  };
  const rows = (devices[0]?.facts ?? []).map(({ name }, i) => [
    name,
    ...devices.map(({ facts }) => cellOf(facts[i] as LimitFact)),
  ]);
  const table = markdownTable([['limit', ...devices.map(({ chipId }) => chipId)], ...rows]);
  return [table, told.map((source, i) => `${i + 1}. ${source}`).join('\n')].join('\n\n');
}

const boards = (devices: readonly DeviceDescription[]): string =>
  markdownTable([
    ['chip', 'board', 'oldest firmware'],
    ...devices.flatMap(({ chipId, boards: known }) =>
      known.map(({ deviceTypeName, minFirmware = {} }) => [
        chipId,
        `\`${deviceTypeName}\``,
        Object.entries(minFirmware)
          .map(([part, version]) => `${part} ${version}`)
          .join(', ') || 'not known',
      ]),
    ),
  ]);

/** Chips that lack something for the same reason share a row. */
function missing(devices: readonly DeviceDescription[]): string {
  const chips = new Map<string, string[]>();
  for (const { chipId, missing: lacks, costs } of devices) {
    const reasons = [
      ...lacks.map(({ capability, reason }) => [capability, reason ?? 'not said']),
      ...(costs.cycles.known ? [] : [['cycle model', costs.cycles.reason]]),
      ...(costs.power.known ? [] : [['power figures', costs.power.reason]]),
    ];
    for (const reason of reasons) {
      const key = JSON.stringify(reason);
      chips.set(key, [...(chips.get(key) ?? []), chipId]);
    }
  }
  return markdownTable([
    ['without', 'why', 'chips'],
    ...[...chips].map(([reason, ids]) => [...(JSON.parse(reason) as string[]), ids.join(', ')]),
  ]);
}

const maps = (devices: readonly DeviceDescription[]): string =>
  markdownTable([
    ['chip', 'map', 'documented', 'derived', 'defined by us'],
    ...devices.flatMap(({ chipId, maps: found }) => {
      if (!found.known) return [[chipId, found.reason, '', '', '']];
      const row = (name: string, counts: ProvenanceCounts): readonly string[] => [
        chipId,
        name,
        ...[counts.documented, counts.derived, counts.defined].map(String),
      ];
      return found.value.flatMap(({ name, entries, fields }) => [
        row(name, entries),
        row(`${name}, bit fields`, fields),
      ]);
    }),
  ]);
