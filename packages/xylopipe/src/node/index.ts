export { readNetwork } from './artifact-file.js';
export { readEvolution, readLabelledSet, readRaster } from './data-files.js';
export { OutputFiles } from './output-files.js';
