import type { Figures } from './report.js';

/** Something that the project promises, and what became of it. */
export interface Bound {
  readonly what: string;
  /** `null` if it could not be measured. */
  readonly measured: number | null;
  readonly limit: number;
  readonly least: boolean;
  readonly unit: string;
  /** `null` if it could not be measured. */
  readonly holds: boolean | null;
}

/** The bounds, for two shared cores like those of a Zen 4 with Node 20. */
export function boundsOf({ links, overhead, codec }: Figures): readonly Bound[] {
  const { loopback, usb } = links;
  const evolutions = Object.entries(links).map(([link, { evolve }]) =>
    atLeast(`audio events over ${link}`, evolve?.plain ?? null, 20, 'x real time'),
  );
  return [
    atMost('full configuration', loopback?.deploy.roundTrips ?? null, 120, 'round trips'),
    atMost('the same over loopback', loopback?.deploy.seconds ?? null, 1, 's'),
    atMost('the same over emulated USB', usb?.deploy.seconds ?? null, 3, 's'),
    ...evolutions,
    atMost('bytes that are not words', 100 * overhead.share, 5, '%'),
    atLeast('codec, encoding', codec.encode, 200, 'MB/s'),
    atLeast('codec, decoding', codec.decode, 200, 'MB/s'),
  ];
}

const atLeast = (what: string, measured: number | null, limit: number, unit: string): Bound => ({
  what,
  measured,
  limit,
  least: true,
  unit,
  holds: measured === null ? null : measured >= limit,
});

const atMost = (what: string, measured: number | null, limit: number, unit: string): Bound => ({
  ...atLeast(what, measured, limit, unit),
  least: false,
  holds: measured === null ? null : measured <= limit,
});
