import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { XylopipeError } from '@xylopipe/core';
import { OutputFiles, repeated } from './output-files.js';

/** Writes a file aside, to appear with all others. */
export type WriteFile = (content: string | Uint8Array) => Promise<void>;

/**
 * Everything that a command writes, into whatever folders: it appears all together, or not at all. Places are opened before
 * the work, so that what cannot be written is refused while nothing is lost.
 */
export class Outputs {
  readonly #inputs: readonly string[];
  readonly #folders = new Map<string, OutputFiles>();
  readonly #places = new Set<string>();

  /** @param inputs - files that the command reads, which no output replaces; those that are not there are none. */
  constructor(inputs: readonly (string | undefined)[]) {
    this.#inputs = inputs.filter((path) => path !== undefined);
  }

  /**
   * Prepares to write into a folder, which need not exist.
   * @param names - of the files that are written there, or taken away, as far as they are known.
   * @throws OUTPUT_NOT_WRITABLE where that cannot work, and what `claim` throws.
   */
  async folder(path: string, names: readonly string[] = []): Promise<OutputFiles> {
    for (const name of names) await this.claim(join(path, name));
    const opened = this.#folders.get(resolve(path)) ?? (await OutputFiles.open(path));
    this.#folders.set(resolve(path), opened);
    for (const name of names) await opened.claim(name);
    return opened;
  }

  /** Prepares to write a file. Throws `OUTPUT_NOT_WRITABLE` where that cannot work, and what `claim` throws. */
  async file(path: string): Promise<WriteFile> {
    const folder = await this.folder(dirname(path));
    await folder.claim(basename(path));
    await this.claim(path);
    return (content) => folder.write(basename(path), content);
  }

  /**
   * Makes sure that a place is for one output only.
   * @throws OUTPUT_REPEATED if another output has it, OUTPUT_IS_INPUT if an input is there.
   */
  async claim(path: string): Promise<void> {
    const place = await placeOf(path);
    if (this.#places.has(place)) throw repeated(path);
    const file = await identityOf(path);
    for (const input of this.#inputs) {
      if (place !== (await placeOf(input)) && (file === undefined || file !== (await identityOf(input)))) continue;
      throw new XylopipeError('OUTPUT_IS_INPUT', `the output would replace the input ${input}`, {
        who: path,
        hint: 'choose another place to write to',
      });
    }
    this.#places.add(place);
  }

  /**
   * Moves everything that was written to its place, and takes files away that are not part of it any more, by their folder.
   * Throws `OUTPUT_NOT_WRITABLE` with everything as it was before, or `OUTPUT_NOT_PUT_BACK` where that is not possible.
   */
  async commit(stale: ReadonlyMap<OutputFiles, readonly string[]> = new Map()): Promise<void> {
    const undo: (() => Promise<void>)[] = [];
    try {
      for (const folder of this.#folders.values()) undo.push(await folder.commit(stale.get(folder)));
    } catch (error) {
      let worst = error;
      for (const takeBack of undo.reverse()) {
        await takeBack().catch((failure: unknown) => {
          worst = failure;
        });
      }
      throw worst;
    }
  }

  /** Removes what was written aside; to be called in the end, committed or not. */
  async close(): Promise<void> {
    for (const folder of this.#folders.values()) await folder.close();
  }
}

/** Where a path leads once links are followed, the last name as it is, as a file that is moved there replaces a link. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path);
  const folder = dirname(whole);
  if (folder === whole) return whole;
  const real = await realpath(folder).catch(() => placeOf(folder));
  return join(real, basename(whole));
}

/** The file itself, under whatever name. */
async function identityOf(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );
}
