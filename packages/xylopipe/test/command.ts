import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { afterEach } from 'vitest';
import { main } from '../src/cli/main.js';
import type { TextStream } from '../src/cli/terminal.js';
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
