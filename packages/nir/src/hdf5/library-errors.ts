import type { Hdf5Library } from './hdf5-library.js';

const FILE = '/hdf5-errors';
const STDERR = 2;

/**
 * What the library complains of while some work is done. It prints that, many functions do not tell their caller, and to
 * throw out of its error handler would leave it in the middle of something: so it gets a file to print to.
 */
export class LibraryErrors {
  readonly #library: Hdf5Library;

  private constructor(library: Hdf5Library) {
    this.#library = library;
  }

  /** Does the work while the library prints into a file; what it said before is forgotten. */
  static during<T>(library: Hdf5Library, work: (errors: LibraryErrors) => T): T {
    const errors = new LibraryErrors(library);
    errors.#printTo(FILE, 'w');
    try {
      return work(errors);
    } finally {
      errors.#printTo('/dev/stderr', 'w');
      library.FS.unlink(FILE);
    }
  }

  /** What was said since the last call, the deepest reason first; `undefined` if nothing was. */
  take(): string | undefined {
    const said = new TextDecoder().decode(this.#library.FS.readFile(FILE));
    if (said === '') return undefined;
    this.#printTo(FILE, 'w');
    return reasonIn(said);
  }

  #printTo(path: string, flags: string): void {
    const { FS } = this.#library;
    const stream = FS.getStream?.(STDERR);
    if (stream === undefined) throw new TypeError('this is no library of h5wasm: it prints nowhere');
    FS.close(stream);
    // The lowest number that is free, which is the one just closed.
    FS.open(path, flags);
  }
}

/** Of a stack of `#004: H5F.c line 388 in H5F_open(): file signature not found` what the last line says. */
function reasonIn(said: string): string {
  const reasons = [...said.matchAll(/^ *#\d+: .* line \d+ in \w+\(\): (.*)$/gm)];
  return reasons.at(-1)?.[1] ?? said.trim().split('\n', 1)[0] ?? '';
}
