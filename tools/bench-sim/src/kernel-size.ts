import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const generated = fileURLToPath(new URL('../../../packages/xylo-sim/src/fast/kernel.gen.ts', import.meta.url));

/** Bytes of the compiled kernel, read from the generated file; `null` where that is not there. */
export const kernelSize = (): number | null =>
  existsSync(generated) ? bytesInBase64(readFileSync(generated, 'utf8')) : null;

/** Bytes that the template string of a generated module encodes; `null` without one. */
export function bytesInBase64(module: string): number | null {
  const base64 = /= `([\sA-Za-z0-9+/=]+)`/.exec(module)?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64').length;
}
