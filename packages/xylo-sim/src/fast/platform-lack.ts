/** The platform has no WebAssembly, no SIMD in it, does not let it be compiled, or has no memory for it. */
export class PlatformLack extends Error {
  /** What to do about it. */
  readonly hint: string;

  constructor(message: string, hint: string, cause: unknown) {
    super(`${message}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.hint = hint;
  }
}
