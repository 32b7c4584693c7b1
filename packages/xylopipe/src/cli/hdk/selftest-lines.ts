import type { SelftestRow } from '../../selftest/selftest-row.js';
import { table } from '../table.js';
import type { SelftestResult } from './run-selftest.js';

/** The result for people: a column for each chip, a row for each network, and more about what is not equal. */
export function selftestLines({ rows, seed, skipped }: SelftestResult): readonly string[] {
  const chips = unique(rows.map(({ chip }) => chip));
  const networks = networksIn(rows, chips);
  const faults = rows.filter(({ equal }) => !equal);
  const values = rows.reduce((sum, row) => sum + row.values, 0);
  return [
    ...table([
      ['', ...chips],
      ...networks.map((network) => [
        network,
        ...chips.map((chip) => verdictOn(rows.filter((row) => row.chip === chip && row.network === network))),
      ]),
    ]),
    '',
    `links: ${unique(rows.map(({ link }) => link)).join(', ')}`,
    ...untold(rows),
    ...skipped.map(({ link, reason }) => `not tested: ${link}: ${reason}`),
    `${rows.length - faults.length} of ${rows.length} equal to the simulator, ${values} values compared, seed ${seed}`,
    ...faults.flatMap((row) => faultLines(row)),
    ...(faults[0] === undefined ? [] : ['', ...adviceLines(faults[0], seed)]),
  ];
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Signals that boards cannot tell. */
const untold = (rows: readonly SelftestRow[]): readonly string[] =>
  unique(
    rows.flatMap(({ link, chip, notCompared = [] }) =>
      notCompared.map((signal) => `not compared: ${signal} of ${chip} over ${link}: the board cannot tell it`),
    ),
  );

/** In their order: that of the chip with the most of them, and whatever only others have. */
function networksIn(rows: readonly SelftestRow[], chips: readonly string[]): readonly string[] {
  const lists = chips.map((chip) => rows.filter((row) => row.chip === chip).map(({ network }) => network));
  return unique(lists.toSorted((one, other) => other.length - one.length).flat());
}

/** Over all links; a dash where the chip has not what the network is about. */
function verdictOn(rows: readonly SelftestRow[]): string {
  const faults = rows.filter(({ equal }) => !equal);
  if (rows.length === 0) return '-';
  if (faults.length === 0) return 'equal';
  const what = faults.every(({ firstDifference }) => firstDifference === undefined) ? 'FAILS' : 'DIFFERS';
  return faults.length === rows.length ? what : `${what} (${faults.map(({ link }) => link).join(', ')})`;
}

function faultLines({ link, chip, network, firstDifference, error }: SelftestRow): readonly string[] {
  const where = `${chip}, "${network}", over ${link}`;
  return [
    ...(firstDifference === undefined
      ? []
      : [
          `different: ${where}: at timestep ${firstDifference.timestep}, ${firstDifference.signal} of neuron ` +
            `${firstDifference.neuron} is ${firstDifference.simulator} in the simulator, ${firstDifference.board} on the board`,
        ]),
    ...(error === undefined ? [] : [`failed: ${where}: ${error.message} (${error.code})`]),
    ...(error?.hint === undefined ? [] : [`  hint: ${error.hint}`]),
  ];
}

/** What to do about the first of them. */
const adviceLines = ({ link, chip }: SelftestRow, seed: number): readonly string[] => [
  `what to do: repeat it with "xylopipe hdk selftest --link ${link} --chip ${chip} --seed ${seed}".`,
  'The same difference again: the board computes something else, or was given something else; another one, or none: the',
  'link or the board is unreliable, try another cable or port. Do not trust results of that board before all is equal,',
  'and please report it, with what --json prints.',
];
