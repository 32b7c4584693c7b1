import type { Report } from './report.js';
import { runConformance } from './run.js';
import type { Vectors } from './vectors.js';
import { vectorsOverHttp } from './vectors-over-http.js';

/** What runs in Chromium: the same checks, on files that come over HTTP. */
export const main = (files: Vectors['files']): Promise<Report> =>
  runConformance(vectorsOverHttp(files), (line) => console.log(line));
