import { fileURLToPath } from 'node:url';
import { runInChromium } from '@xylopipe/tool-chromium';
import type { Report } from './report.js';
import { foldersOnDisk, vectorsOnDisk } from './vectors-on-disk.js';

/** Judges the vectors in a folder on disk as `runConformance` does, inside headless Chromium. */
export async function runConformanceInChromium(vectors: string, print: (line: string) => void): Promise<Report> {
  const report = await runInChromium({
    entries: { 'chromium-page': fileURLToPath(new URL('./chromium-page.ts', import.meta.url)) },
    page: 'chromium-page',
    input: vectorsOnDisk(vectors).files,
    folders: foldersOnDisk(vectors),
    onLine: print,
    // A file that is not there fails the case that needs it.
    expectedErrors: /^Failed to load resource/,
  });
  return report as Report;
}
