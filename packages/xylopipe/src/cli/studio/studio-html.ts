import { readFile } from 'node:fs/promises';

/** The page of the studio, one file: out of its package, or made anew where this runs from its sources. */
export async function studioHtml(): Promise<string> {
  if (import.meta.url.endsWith('.ts')) {
    const boot = new URL('./boot.mjs', import.meta.url).href;
    const { bundleStudio } = (await import(boot)) as { bundleStudio(): Promise<string> };
    return bundleStudio();
  }
  return readFile(new URL('./site/index.html', import.meta.resolve('@xylopipe/studio')), 'utf8');
}
