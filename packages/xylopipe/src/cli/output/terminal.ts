/** A stream that text goes to; whether a person is looking at it is `isTTY`, and `columns` how wide it is then. */
export type TextStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** What a command speaks to: the parts of `process` that it may use. */
export interface Terminal {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}
