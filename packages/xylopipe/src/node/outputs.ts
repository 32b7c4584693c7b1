import { basename, dirname, resolve } from 'node:path';
import { OutputFiles } from './output-files.js';

/** Writes a file aside, to appear with all others. */
export type WriteFile = (content: string | Uint8Array) => Promise<void>;

/**
 * Everything that a command writes, into whatever folders: it appears all together, or not at all. Places are opened before
 * the work, so that what cannot be written is refused while nothing is lost.
 */
export class Outputs {
  readonly #folders = new Map<string, OutputFiles>();

  /** Prepares to write into a folder, which need not exist. Throws `OUTPUT_NOT_WRITABLE` where that cannot work. */
  async folder(path: string): Promise<OutputFiles> {
    const opened = this.#folders.get(resolve(path)) ?? (await OutputFiles.open(path));
    this.#folders.set(resolve(path), opened);
    return opened;
  }

  /** Prepares to write a file. Throws `OUTPUT_NOT_WRITABLE` where that cannot work. */
  async file(path: string): Promise<WriteFile> {
    const folder = await this.folder(dirname(path));
    await folder.claim(basename(path));
    return (content) => folder.write(basename(path), content);
  }

  /**
   * Moves everything that was written to its place, and takes files away that are not part of it any more, by their folder.
   * Throws `OUTPUT_NOT_WRITABLE` with everything as it was before.
   */
  async commit(stale: ReadonlyMap<OutputFiles, readonly string[]> = new Map()): Promise<void> {
    const undo: (() => Promise<void>)[] = [];
    try {
      for (const folder of this.#folders.values()) undo.push(await folder.commit(stale.get(folder)));
    } catch (error) {
      for (const takeBack of undo.reverse()) await takeBack();
      throw error;
    }
  }

  /** Removes what was written aside; to be called in the end, committed or not. */
  async close(): Promise<void> {
    for (const folder of this.#folders.values()) await folder.close();
  }
}
