import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { afterEach, onTestFinished } from 'vitest';
import { main } from '../src/cli/main.js';
import type { TextStream } from '../src/cli/output/terminal.js';
import { toyRaster, toyTree } from './toy.js';

/** What a command said, and how it ended. */
export interface Spoken {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stream that keeps its text; with `isTTY` as if a person were looking. */
export function textStream(isTTY = false): TextStream & { readonly text: string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  Object.defineProperty(stream, 'text', { get: () => chunks.join('') });
  return Object.assign(stream, { isTTY }) as unknown as TextStream & { readonly text: string };
}

/** Runs the command in this process. */
export const xylopipe = (...argv: readonly string[]): Promise<Spoken> => xylopipeUntil(undefined, ...argv);

/** The same, until it is interrupted. */
export async function xylopipeUntil(signal: AbortSignal | undefined, ...argv: readonly string[]): Promise<Spoken> {
  const [stdout, stderr] = [textStream(), textStream()];
  const exitCode = await main(argv, { stdout, stderr, env: {} }, signal);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** A command that goes on until it is interrupted. */
export interface Running {
  /** The next line on standard output; rejects if the command ends before. */
  line(): Promise<string>;
  /** Interrupts it, by hand or as those do who manage services, and waits for its end. */
  stop(reason?: 'interrupted' | 'terminated'): Promise<Spoken>;
}

/** Starts a command that goes on. It is stopped when the test is over. */
export function start(...argv: readonly string[]): Running {
  const [stdout, stderr] = [textStream(), textStream()];
  const interruption = new AbortController();
  let read = 0;
  const changed = new EventEmitter();
  const write = stdout.write.bind(stdout);
  Object.assign(stdout, { write: (text: string) => write(text, () => changed.emit('text')) });
  const end = main(argv, { stdout, stderr, env: {} }, interruption.signal);
  const stop = async (reason: string = 'interrupted'): Promise<Spoken> => {
    interruption.abort(reason);
    return { exitCode: await end, stdout: stdout.text, stderr: stderr.text };
  };
  onTestFinished(async () => void (await stop()));
  const line = async (): Promise<string> => {
    const next = stdout.text.indexOf('\n', read);
    if (next >= 0) {
      const found = stdout.text.slice(read, next);
      read = next + 1;
      return found;
    }
    const ended = end.then((code) => Promise.reject(new Error(`it has ended with ${code}: ${stderr.text}`)));
    await Promise.race([once(changed, 'text'), ended]);
    return line();
  };
  return { line, stop };
}

/** The one JSON object on standard output; fails if there is anything else. */
export const jsonOf = ({ stdout }: Spoken): Record<string, unknown> => {
  if (stdout.split('\n').length !== 2) throw new Error(`not one line of JSON: ${JSON.stringify(stdout)}`);
  return JSON.parse(stdout) as Record<string, unknown>;
};

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A new folder for one test, with these files in it. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** A folder with the toy network and its input. */
export const toyFolder = (): Promise<string> =>
  folderWith({
    'network.json': JSON.stringify(networkTreeToJson(toyTree)),
    'spikes.npy': rasterToNpy(toyRaster()),
  });
