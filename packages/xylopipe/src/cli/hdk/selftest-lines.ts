import type { SelftestRow } from '../../selftest/selftest-row.js';
import { table } from '../output/table.js';
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
    ...adviceLines(faults, seed),
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
  const { issues: [issue] = [] } = error ?? {};
  const hint = error?.hint ?? issue?.hint;
  const where = `${chip}, "${network}", over ${link}`;
  return [
    ...(firstDifference === undefined
      ? []
      : [
          `different: ${where}: at timestep ${firstDifference.timestep}, ${firstDifference.signal} of neuron ` +
            `${firstDifference.neuron} is ${firstDifference.simulator} in the simulator, ${firstDifference.board} on the board`,
        ]),
    ...(error === undefined ? [] : [`failed: ${where}: ${error.message} (${error.code})`]),
    ...(issue === undefined ? [] : [`  ${issue.message}`]),
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
  ];
}

/** Errors of a link, or of a board that does not hold what it was given. */
const UNRELIABLE =
  /^((BUS|LINK|READOUT)_.*|USB_(TIMEOUT|STALLED|DISCONNECTED|FAULT)|VERIFY_FAILED|ANSWER_INVALID|NO_HXP)$/;

/** What to do about the first that may be of the link or the board, or else about the first: a refusal says why itself. */
function adviceLines(faults: readonly SelftestRow[], seed: number): readonly string[] {
  const doubtful = faults.find(({ error }) => error === undefined || UNRELIABLE.test(error.code));
  const first = doubtful ?? faults[0];
  if (first === undefined) return [];
  const again = `repeat it with "xylopipe hdk selftest --link ${first.link} --chip ${first.chip} --seed ${seed}".`;
  return doubtful === undefined
    ? ['', `what to do: put that in order, and ${again}`]
    : ['', `what to do: ${again}`, ...DOUBTS];
}

const DOUBTS: readonly string[] = [
  'The same difference again: the board computes something else, or was given something else; another one, or none: the',
  'link or the board is unreliable, try another cable or port. Do not trust results of that board before all is equal,',
  'and please report it, with what --json prints.',
];
