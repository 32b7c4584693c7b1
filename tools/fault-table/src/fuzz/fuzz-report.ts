import { Leaks } from '../leaks.js';

/** What became of an end to which bad frames were sent. */
export interface FuzzReport {
  readonly end: string;
  readonly frames: number;
  /** Sound frames that came back: it has looked at what came. */
  readonly back: number;
  readonly seconds: number;
  /** Errors by their codes, clean ones. */
  readonly errors: Readonly<Record<string, number>>;
  /** Resident memory in MiB after a tenth of the frames, by when all is warm, and after all. */
  readonly memory: readonly [warm: number, end: number];
  /** What is not as it has to be. */
  readonly wrong: readonly string[];
}

/** MiB by which memory may grow while nothing is kept: what the collector leaves. */
const GROWTH = 96;

/** Bad frames from one client, or one board. */
export interface Round {
  /** Frames that were taken. */
  readonly sent: number;
  /** Sound frames that came back. */
  readonly back: number;
  /** Of a clean error that came of it. */
  readonly code?: string | undefined;
}

/**
 * Sends frames in rounds, and keeps the books.
 * @param round - sends at most so many frames; rejects with errors that are not clean.
 */
export async function fuzzed(
  end: string,
  frames: number,
  ofRound: number,
  round: (count: number) => Promise<Round>,
): Promise<FuzzReport> {
  const leaks = await Leaks.watch();
  const begun = performance.now();
  const errors: Record<string, number> = {};
  const wrong: string[] = [];
  let warm: number | undefined;
  let [taken, answered] = [0, 0];
  while (taken < frames && wrong.length < 10) {
    if (taken >= frames / 10) warm ??= memory();
    try {
      const { sent, back, code } = await round(ofRound);
      taken += sent;
      answered += back;
      if (code !== undefined) errors[code] = (errors[code] ?? 0) + 1;
    } catch (error) {
      wrong.push(`frames from ${taken} on: ${String(error)}`);
    }
  }
  const last = memory();
  const grown = last - (warm ?? last);
  if (grown > GROWTH) wrong.push(`memory has grown by ${Math.round(grown)} MiB`);
  const seconds = (performance.now() - begun) / 1000;
  return {
    end,
    frames: taken,
    back: answered,
    seconds,
    errors,
    memory: [warm ?? last, last],
    wrong: [...wrong, ...(await leaks.end())],
  };
}

function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

/** A report as text. */
export function fuzzLine({ end, frames, back, seconds, errors, memory: [warm, last], wrong }: FuzzReport): string {
  const codes = Object.entries(errors).map(([code, count]) => `${count} ${code}`);
  const megabytes = `${warm.toFixed(0)} MiB when warm, ${last.toFixed(0)} MiB at the end`;
  const lines = [
    `${end}: ${frames} bad frames, ${back} back, in ${seconds.toFixed(1)} s; ${codes.join(', ') || 'no errors'}; ${megabytes}`,
  ];
  return [...lines, ...wrong.map((what) => `WRONG: ${end}: ${what}`)].join('\n');
}
