import { XylopipeError } from '@xylopipe/core';

/**
 * The text of a tsconfig.json of the workspace with a reference to one more chip, before that to `packages/xylopipe`. Text
 * in, text out: comments and layout stay.
 * @throws REFERENCES_UNKNOWN if there is no such place.
 */
export function withReference(tsconfig: string, folder: string): string {
  const reference = `{ "path": "${folder}" }`;
  if (tsconfig.includes(reference)) return tsconfig;
  const place = /^( *)\{ "path": "packages\/xylopipe" \}/m;
  if (!place.test(tsconfig)) {
    throw new XylopipeError('REFERENCES_UNKNOWN', 'the tsconfig.json does not refer to packages/xylopipe', {
      hint: `add ${reference} to its references by hand, and give --dir to write the package`,
    });
  }
  return tsconfig.replace(place, `$1${reference},\n$&`);
}
