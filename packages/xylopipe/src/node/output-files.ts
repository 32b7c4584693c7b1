import { mkdir, mkdtemp, readdir, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { XylopipeError } from '@xylopipe/core';

/**
 * Files that appear in a folder all together, or not at all: they are written aside, on the same file system, and moved
 * to their places by `commit`. What is not committed leaves no trace.
 */
export class OutputFiles {
  readonly folder: string;
  readonly #staging: string;
  readonly #names: string[] = [];
  #takenBack = false;

  private constructor(folder: string, staging: string) {
    this.folder = folder;
    this.#staging = staging;
  }

  /** Prepares to write into `folder`, which need not exist. Throws `OUTPUT_NOT_WRITABLE` where that cannot work. */
  static async open(folder: string): Promise<OutputFiles> {
    try {
      const staging = await mkdtemp(join(await nearestFolder(resolve(folder)), '.xylopipe-'));
      await mkdir(join(staging, NEW));
      await mkdir(join(staging, OLD));
      return new OutputFiles(folder, staging);
    } catch (cause) {
      throw notWritable(folder, cause);
    }
  }

  /** Writes a file aside. Throws `OUTPUT_NOT_WRITABLE`, and `OUTPUT_REPEATED` if there is one of this name already. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    if (this.#names.includes(name)) throw repeated(join(this.folder, name));
    try {
      await writeFile(join(this.#staging, NEW, name), content);
    } catch (cause) {
      throw notWritable(join(this.folder, name), cause);
    }
    this.#names.push(name);
  }

  /**
   * Refuses a name that no file can have here, before there is anything to write. Throws `OUTPUT_NOT_WRITABLE`: a folder, and
   * a device or a pipe such as /dev/null, or a link to one such as /dev/stdout, would be replaced and not written to.
   */
  async claim(name: string): Promise<void> {
    const place = join(this.folder, name);
    const found = await stat(place).catch(() => undefined);
    const target = await readlink(place).catch(() => '');
    if (/^\/(dev|proc)\//.test(target)) throw notWritable(place, new Error(`it is a link to ${target}`));
    if (found === undefined || found.isFile()) return;
    throw notWritable(
      place,
      new Error(found.isDirectory() ? 'it is a folder' : 'it is no file, but a device or a pipe'),
    );
  }

  /**
   * Moves everything that was written to its place, and what is there under the names of `stale` away.
   * Throws `OUTPUT_NOT_WRITABLE` with everything as it was before, or `OUTPUT_NOT_PUT_BACK` where that is not possible.
   * @returns what takes all of it back, until `close`; it throws `OUTPUT_NOT_PUT_BACK` too.
   */
  async commit(stale: readonly string[] = []): Promise<() => Promise<void>> {
    const undo: (() => Promise<unknown>)[] = [];
    const takeBack = async (): Promise<void> => {
      this.#takenBack = true;
      let failure: unknown;
      for (const step of undo.reverse()) {
        try {
          await step();
        } catch (error) {
          failure = error;
        }
      }
      if (await this.#keepsOld()) throw notPutBack(this.folder, join(this.#staging, OLD), failure);
    };
    if (this.#names.length + stale.length === 0) return takeBack;
    try {
      const created = await mkdir(this.folder, { recursive: true });
      if (created !== undefined) undo.push(() => rm(created, { recursive: true }));
      for (const name of [...this.#names, ...stale.filter((s) => !this.#names.includes(s))]) {
        const [place, old] = [join(this.folder, name), join(this.#staging, OLD, name)];
        if (await isFile(place)) {
          await rename(place, old);
          undo.push(() => rename(old, place));
        }
        if (!this.#names.includes(name)) continue;
        await rename(join(this.#staging, NEW, name), place);
        undo.push(() => rm(place));
      }
      return takeBack;
    } catch (cause) {
      await takeBack();
      throw notWritable(this.folder, cause);
    }
  }

  /** Removes what was written aside, never what could not be put back; to be called in the end, committed or not. */
  async close(): Promise<void> {
    if (await this.#keepsOld()) return;
    await rm(this.#staging, { recursive: true, force: true });
  }

  /** Whether files of the user's are nowhere but here. */
  async #keepsOld(): Promise<boolean> {
    return this.#takenBack && (await readdir(join(this.#staging, OLD))).length > 0;
  }
}

const NEW = 'new';
const OLD = 'old';

/** The folder itself, or the first above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nearestFolder(dirname(path));
    throw error;
  }
  throw new Error(`${path} is not a folder`);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

const notWritable = (path: string, cause: unknown): XylopipeError =>
  new XylopipeError('OUTPUT_NOT_WRITABLE', `cannot write: ${(cause as Error).message}`, {
    who: path,
    hint: 'choose another place to write to',
    cause,
  });

/** Two files cannot have one place. */
export const repeated = (path: string): XylopipeError =>
  new XylopipeError('OUTPUT_REPEATED', 'two outputs would have this place', {
    who: path,
    hint: 'give each output a name of its own',
  });

const notPutBack = (path: string, old: string, cause: unknown): XylopipeError =>
  new XylopipeError('OUTPUT_NOT_PUT_BACK', `what was there before lies in ${old} now`, {
    who: path,
    hint: 'move it to its place by hand',
    cause,
  });
