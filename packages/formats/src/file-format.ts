import { XylopipeError } from '@xylopipe/core';

/** Which kind of file it is: said outright, or by its name. */
export interface FileKind<Format extends string> {
  readonly format?: Format | undefined;
  /** Name or path; what counts is its ending, `.gz` left aside. */
  readonly fileName?: string | undefined;
}

/** The format of a file out of those that the reader knows. Throws `FORMAT_UNKNOWN`, listing them. */
export function formatOf<Format extends string>(
  { format, fileName }: FileKind<Format>,
  known: readonly Format[],
): Format {
  const asked = format ?? /\.([^./\\]+)$/.exec(fileName?.replace(/\.gz$/i, '') ?? '')?.[1]?.toLowerCase();
  const found = known.find((name) => name === asked);
  if (found !== undefined) return found;
  const name = asked === undefined ? 'neither a format nor a file name that ends in one is given' : `"${asked}"`;
  throw new XylopipeError('FORMAT_UNKNOWN', `not a known format: ${name}; have: ${known.join(', ')}`, {
    ...(fileName === undefined ? {} : { who: fileName }),
    hint: 'rename the file, or say its format',
  });
}
