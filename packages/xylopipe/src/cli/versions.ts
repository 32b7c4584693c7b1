import { existsSync, readFileSync } from 'node:fs';

/** Where the manifest is, seen from the bundle in `dist` and from this file. */
const MANIFESTS = ['../package.json', '../../package.json'];

/** What a result was made with. */
export function versions(): { readonly xylopipe: string; readonly node: string } {
  const manifest = MANIFESTS.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) as URL;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { xylopipe: version, node: process.versions.node };
}
