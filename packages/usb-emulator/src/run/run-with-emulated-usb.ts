import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { InsideJob } from './run-inside.js';

/** How to run a command. */
export interface RunOptions {
  /** Default: the current folder. */
  readonly cwd?: string;
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds until everything is killed. Default 60000. */
  readonly deadline?: number;
  /** `user`: in a user namespace, as one who is not root has to. Default: only where one is not root. */
  readonly as?: 'root' | 'user';
}

/** How a command has ended. */
export interface RunResult {
  /** Its exit code; `null` where it was killed at the deadline. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** By its file, so that what the environment says of paths from the current folder stays true. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const INSIDE = fileURLToPath(new URL('inside.ts', import.meta.url));

/** Namespaces of its own: mounts, network (messages of udev stay inside), processes (all die with the first). */
const NAMESPACES = ['--mount', '--net', '--pid', '--fork', '--mount-proc', '--propagation', 'private'];
const USER_NAMESPACE = ['--user', '--map-root-user'];

/**
 * Runs a command where USB devices can be emulated. It, or what it starts, plugs them in with `attachUsbDevice`, and finds
 * them as real ones are found. Whatever happens nothing stays behind: no process, no mount, no file.
 */
export async function runWithEmulatedUsb(
  command: readonly [string, ...string[]],
  { cwd = process.cwd(), env = process.env, deadline = 60_000, as }: RunOptions = {},
): Promise<RunResult> {
  const folder = await mkdtemp(join(tmpdir(), 'usb-emulator-'));
  const job: InsideJob = { folder, command, cwd };
  const user = (as ?? (process.getuid?.() === 0 ? 'root' : 'user')) === 'user' ? USER_NAMESPACE : [];
  const node = [process.execPath, '--import', TSX, '--conditions=@xylopipe/source', INSIDE, JSON.stringify(job)];
  // `timeout` kills unshare alone, which takes the first process with it, and that all others.
  const unshare = spawn('unshare', [...user, ...NAMESPACES, '--kill-child=SIGKILL', '--', ...node], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: deadline,
    killSignal: 'SIGKILL',
  });
  try {
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    unshare.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    unshare.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
    const [code] = (await once(unshare, 'close')) as [number | null];
    return { code, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
