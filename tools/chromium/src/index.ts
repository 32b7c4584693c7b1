export { findChromium } from './find-chromium.js';
export { type ChromiumRun, runInChromium } from './run-in-chromium.js';
