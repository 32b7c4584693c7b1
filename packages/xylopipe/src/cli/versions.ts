import { readFileSync } from 'node:fs';

/** What a result was made with. */
export function versions(): { readonly xylopipe: string; readonly node: string } {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { xylopipe: version, node: process.versions.node };
}
