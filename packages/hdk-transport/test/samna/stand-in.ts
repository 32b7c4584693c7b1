import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenSamnaOptions, openSamnaBus } from '@xylopipe/hdk-transport/samna';
import { onTestFinished } from 'vitest';
import type { Bus } from '../../src/bus/bus.js';

/** Why the bridge cannot run here; `undefined` where it can. */
export const whyNoPython = ((): string | undefined => {
  const { error, status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  if (error) return `needs python3: ${error.message}`;
  return status === 0 ? undefined : 'needs Python 3.8 or later';
})();

/** Name of a suite, with the reason where it is skipped. */
export const named = (name: string): string => (whyNoPython === undefined ? name : `${name} (skipped: ${whyNoPython})`);

/** Every test starts a process of Python or several. */
export const SLOW = { timeout: 60_000 };

/** Folder with the stand-in, which Python finds under the name of samna. */
const FOLDER = fileURLToPath(new URL('./stand-in', import.meta.url));

/** What the stand-in plays; see its `_script.py`. */
export interface Script {
  readonly version?: string;
  readonly boards?: readonly {
    readonly type: string;
    readonly serial?: string;
    readonly opened?: boolean;
    readonly grabbed?: boolean;
  }[];
  readonly firmware?: Readonly<Record<string, string>>;
  readonly chipVersion?: readonly [number, number];
  readonly registers?: Readonly<Record<number, number>>;
  readonly memory?: Readonly<Record<number, number>>;
  readonly prints?: readonly string[];
  /** `ramp`: states that are known from neuron and timestep; else they are computed. */
  readonly states?: 'ramp';
  readonly gatheredSteps?: number;
  readonly faults?: Readonly<
    Record<
      string,
      {
        readonly at?: number;
        readonly do?: 'raise' | 'hang' | 'die';
        readonly message?: string;
        readonly seconds?: number;
      }
    >
  >;
}

/** A call as the stand-in wrote it down. */
export type Recorded = Readonly<Record<string, unknown>> & { readonly call: string };

/** Options that lead to the stand-in, and what was done to it. */
export interface StandIn {
  readonly options: OpenSamnaOptions;
  calls(name?: string): readonly Recorded[];
}

/** A stand-in that plays this script. */
export function standIn(script: Script = {}, more: OpenSamnaOptions = {}): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'xylopipe-samna-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  const env = {
    ...process.env,
    PYTHONPATH: FOLDER,
    PYTHONDONTWRITEBYTECODE: '1',
    XYLOPIPE_STAND_IN: JSON.stringify({ ...script, log }),
  };
  return {
    options: { env, ...more },
    calls: (name) => {
      const lines = readFileSync(log, 'utf8').trim().split('\n');
      const all = lines.map((line) => JSON.parse(line) as Recorded);
      return name === undefined ? all : all.filter(({ call }) => call === name);
    },
  };
}

/** An opened bus, closed when the test is over. */
export async function openStandIn(
  deviceTypeName: string,
  script: Script = {},
  more: OpenSamnaOptions = {},
): Promise<StandIn & { readonly bus: Bus }> {
  const opened = standIn(script, { deviceTypeName, ...more });
  const bus = await openSamnaBus(opened.options);
  onTestFinished(() => bus.close());
  return { ...opened, bus };
}

/** The error of a promise that has to reject. */
export async function failureOf<E = Error & { code: string }>(promise: Promise<unknown>): Promise<E> {
  try {
    await promise;
  } catch (error) {
    return error as E;
  }
  throw new Error('it did not reject');
}
