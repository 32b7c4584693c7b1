import type { BoardType } from '@xylopipe/core';
import type { ChipCosts, Figure } from '@xylopipe/xylo-common';
import type { DeviceDescription } from '../../devices/device-description.js';
import { deviceOverview } from '../../devices/device-overview.js';
import type { LimitFact } from '../../devices/limit-fact.js';
import { type MapSummary, type ProvenanceCounts, total } from '../../devices/map-summary.js';
import { yesOrNo } from '../../devices/yes-or-no.js';
import { table } from './table.js';

/**
 * All devices beside each other, in as many tables as it takes to be readable.
 * @param columns - Those of the terminal, which a table keeps to unless one device alone takes more.
 */
export function overviewLines(devices: readonly DeviceDescription[], columns: number): readonly string[] {
  const { rows, notes } = deviceOverview(devices);
  const tables = inWidth(rows, columns).map((part) => table(part));
  const footer = [...notes, 'xylopipe devices <chip> tells all about one, and where its limits come from'];
  return [...tables, footer].flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

/** As many columns at a time as fit, the first one with each. */
function inWidth(rows: readonly (readonly string[])[], limit: number): readonly (readonly (readonly string[])[])[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = 0] = widths;
  const blocks: number[][] = [];
  let taken = limit;
  for (let column = 1; column < widths.length; column++) {
    const width = (widths[column] as number) + 2;
    if (taken + width > limit) {
      blocks.push([]);
      taken = head;
    }
    blocks.at(-1)?.push(column);
    taken += width;
  }
  return blocks.map((columns) => rows.map((row) => [0, ...columns].map((column) => row[column] ?? '')));
}

/** Everything about one device. */
export const deviceLines = (device: DeviceDescription): readonly string[] => [
  `${device.chipId}, ${device.label}`,
  '',
  ...limitLines(device.facts),
  '',
  ...capabilityLines(device),
  '',
  ...boardLines(device.boards),
  '',
  ...costLines(device.costs),
  '',
  ...mapLines(device.maps),
];

/** Each source is told once, below the limits that come from it. */
function limitLines(facts: readonly LimitFact[]): readonly string[] {
  const sources = [...new Set(facts.flatMap(({ source }) => (source === undefined ? [] : [source.source])))];
  return [
    ...table([
      ['limit', 'value', 'unit', 'known', 'source'],
      ...facts.map(({ name, text, unit, source }) => [
        name,
        text,
        Number.isNaN(Number(text)) ? '' : unit,
        source?.kind ?? '',
        source === undefined ? '' : `[${sources.indexOf(source.source) + 1}]`,
      ]),
    ]),
    ...sources.map((source, i) => `[${i + 1}] ${source}`),
  ];
}

const capabilityLines = ({
  capabilities: { record, outputs, snapshot, hdk },
  missing,
}: DeviceDescription): readonly string[] => [
  'capabilities',
  '  simulator: yes',
  `  board driver (hdk): ${yesOrNo(hdk)}`,
  `  snapshot of states: ${yesOrNo(snapshot)}`,
  `  outputs: ${outputs.join(', ') || 'none'}`,
  `  recorded signals: ${record.join(', ') || 'none'}`,
  ...missing.map(({ capability, reason }) => `  without ${capability}: ${reason ?? 'the plugin does not say why'}`),
];

const boardLines = (boards: readonly BoardType[]): readonly string[] =>
  boards.length === 0 ? ['boards: none known'] : ['boards', ...boards.map((board) => `  ${boardLine(board)}`)];

function boardLine({ deviceTypeName, minFirmware = {} }: BoardType): string {
  const firmware = Object.entries(minFirmware).map(([part, version]) => `${part} ${version}`);
  return `${deviceTypeName}: ${firmware.length === 0 ? 'no minimum firmware known' : `firmware from ${firmware.join(', ')}`}`;
}

const costLines = ({ cycles, power }: ChipCosts): readonly string[] => [
  'costs of running a network (xylopipe estimate)',
  `  cycles: ${cycles.known ? cycles.value.source : `not known: ${cycles.reason}`}`,
  ...(power.known
    ? [
        `  power: ${power.value.source}, at ${power.value.clockHz / 1e6} MHz:`,
        ...power.value.supplies.map(
          ({ supply, activeMicrowatts, idleMicrowatts }) =>
            `    ${supply}: ${activeMicrowatts} uW${idleMicrowatts === undefined ? '' : `, idle ${idleMicrowatts} uW`}`,
        ),
      ]
    : [`  power: not known: ${power.reason}`]),
];

function mapLines(maps: Figure<readonly MapSummary[]>): readonly string[] {
  if (!maps.known) return [`maps of registers and memories: ${maps.reason}`];
  if (maps.value.length === 0) return ['maps of registers and memories: none'];
  const counts = (of: string, found: ProvenanceCounts): readonly (string | number)[] => [
    `  ${of}`,
    total(found),
    found.documented,
    found.derived,
    found.defined,
  ];
  return [
    ...table([
      ['maps', 'total', 'documented', 'derived', 'defined by us'],
      ...maps.value.flatMap(({ name, entries, fields }) => [counts(name, entries), counts('  bit fields', fields)]),
    ]),
    ...maps.value.flatMap(({ name, notPublic }) =>
      notPublic === undefined ? [] : [`${name}, not public: ${notPublic}`],
    ),
    ...(maps.value.some(({ kind }) => kind === 'memories') ? [] : ['memories: no map']),
  ];
}
