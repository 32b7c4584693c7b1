import type { ListedBoard } from '@xylopipe/xylo-hdk';

const HEAD = ['board', 'type', 'serial', 'firmware', 'chip', 'plugin', 'state'] as const;

/** Boards as a table, for people. */
export function boardLines(boards: readonly ListedBoard[]): readonly string[] {
  const rows = [HEAD, ...boards.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ address, finder, identity, chipId, issues }: ListedBoard): readonly string[] {
  const firmware = Object.entries(identity.firmware ?? {}).map(([part, version]) => `${part} ${version}`);
  const unproven = finder === 'samna' ? 'ready (unproven: the bridge has not yet run on a physical board)' : 'ready';
  const usable = identity.emulated ? 'ready (emulated)' : unproven;
  return [
    address,
    identity.deviceTypeName || '?',
    identity.serial || '-',
    firmware.join(', ') || '?',
    identity.chipId || '?',
    chipId ?? '-',
    issues.length === 0 ? usable : issues.map(({ message }) => message).join('; '),
  ];
}
