/** Recorded files and what they name, wherever they are. Paths begin with `vectors/` or `data/`. */
export interface Vectors {
  /** Names of the recorded files, `.json.gz`, by folder. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** The content of a file. Rejects if it cannot be read. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** The JSON of a file, unpacked if its name says so. */
export async function readJson({ read }: Pick<Vectors, 'read'>, path: string): Promise<unknown> {
  const file = new Blob([await read(path)]);
  if (!path.endsWith('.gz')) return JSON.parse(await file.text());
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).json();
}
