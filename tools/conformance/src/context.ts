import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceRegistry } from '@xylopipe/core/registry';

/** What a check needs besides its file. */
export interface Context {
  /** Chips that can be judged; entries of others are `notYet`. */
  readonly registry: DeviceRegistry;
  /** The folder that holds `vectors/` and `data/`; files name models and inputs relative to it. */
  readonly root: string;
  /** The folder of the file that is checked. */
  readonly folder: string;
}

/** Bytes of a model or an input that a file names. */
export const readData = (context: Context, path: string): Uint8Array =>
  new Uint8Array(readFileSync(join(context.root, path)));

/** JSON of a model or an input that a file names. */
export const readJson = (context: Context, path: string): unknown =>
  JSON.parse(readFileSync(join(context.root, path), 'utf8'));
