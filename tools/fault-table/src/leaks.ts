/** How a process is told of them. */
const UNSEEN = ['unhandledRejection', 'uncaughtException'] as const;

/** Errors that nobody has caught or seen, and what keeps the process alive, since it was made. */
export class Leaks {
  readonly #before: readonly string[];
  readonly #errors: unknown[] = [];
  readonly #note = (reason: unknown): void => {
    this.#errors.push(reason);
  };

  private constructor(before: readonly string[]) {
    this.#before = before;
    for (const name of UNSEEN) process.on(name, this.#note);
  }

  static async watch(): Promise<Leaks> {
    return new Leaks(await resources());
  }

  /** Ends the watch, and tells what there is. */
  async end(): Promise<readonly string[]> {
    const left = [...this.#before];
    const leaked = (await resources()).filter((kind) => {
      const at = left.indexOf(kind);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    for (const name of UNSEEN) process.off(name, this.#note);
    return [
      ...leaked.map((kind) => `leaves a ${kind} behind`),
      ...this.#errors.map((reason) => `nobody has seen an error: ${String(reason)}`),
    ];
  }
}

/** Looks some turns later: handles are given back at the end of one, and rejections are told then. */
async function resources(): Promise<readonly string[]> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  return process.getActiveResourcesInfo();
}
