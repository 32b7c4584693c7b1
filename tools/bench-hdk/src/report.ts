import type { Bound } from './bounds.js';
import type { CodecSpeed } from './codec.js';
import type { LinkFigures } from './over-link.js';
import type { Overhead } from './overhead.js';
import type { LinkName } from './places.js';

/** All that was measured. */
export interface Figures {
  readonly links: Readonly<Partial<Record<LinkName, LinkFigures>>>;
  readonly overhead: Overhead;
  readonly codec: CodecSpeed;
}

/** A run: what `--json` prints. */
export interface Report extends Figures {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Load average over a minute, when the run began and when it ended. */
  readonly load: readonly [number, number];
  readonly seconds: number;
  /** What answers is a program: no figure is one of a physical board. */
  readonly board: 'emulated';
  readonly bounds: readonly Bound[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** Evolutions that are not those of the simulator, and runs that failed. A run that has any fails. */
  readonly faults: readonly string[];
}

/** A run as text for people. */
export function tableOf(report: Report): readonly string[] {
  const { node, cpu, cores, load, seconds, links, overhead, codec, bounds, skipped, faults } = report;
  const others = `load average ${load[0].toFixed(2)} at the beginning, ${load[1].toFixed(2)} at the end`;
  return [
    `${node}, ${cpu}, ${cores} cores; ${others}; ${seconds.toFixed(0)} s`,
    'The board is EMULATED, and runs in the process that measures: these are figures of our software, of no physical board.',
    'Full configuration: 16-1000-8, two synapses, 3 % recurrent, on syns61201, opened, written and read back. Medians of rounds.',
    'Audio events: a trained network on syns65302, timesteps as multiples of real time; all: with every state recorded.',
    '',
    ...aligned([
      ['', 'round trips', 'bytes', 'seconds', 'audio events', 'all', 'round trips per sound'],
      ...Object.entries(links).map(([link, { deploy, evolve }]) => [
        link,
        `${deploy.roundTrips}`,
        `${deploy.bytes}`,
        deploy.seconds.toFixed(3),
        ...(evolve === null
          ? ['not measured', '', '']
          : [evolve.plain, evolve.recorded, evolve.roundTrips].map((figure) => figure.toFixed(1))),
      ]),
    ]),
    `memory writes: ${overhead.sent} bytes sent and ${overhead.received} received for ${overhead.data} bytes of words`,
    `codec: ${codec.encode.toFixed(0)} MB/s encoding, ${codec.decode.toFixed(0)} MB/s decoding`,
    '',
    ...aligned(bounds.map(boundCells)),
    ...skipped.map((what) => `SKIPPED: ${what}`),
    ...faults.map((what) => `FAILED: ${what}`),
    faults.length === 0 ? 'evolutions: as in the simulator' : `${faults.length} failed`,
  ];
}

function boundCells({ what, measured, limit, least, unit, holds }: Bound): readonly string[] {
  const figure = (n: number): string => `${Number(n.toFixed(3))} ${unit}`;
  return [
    what,
    `${least ? '>=' : '<='} ${figure(limit)}`,
    measured === null ? 'not measured' : figure(measured),
    holds === null ? '' : holds ? 'holds' : 'MISSED',
  ];
}

/** Columns of equal width, the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widthOf(i)) : cell.padStart(widthOf(i))))
      .join('  ')
      .trimEnd(),
  );
}
