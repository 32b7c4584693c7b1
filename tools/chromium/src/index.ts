export { findChromium } from './find-chromium.js';
export { type ChromiumRun, runInChromium } from './run-in-chromium.js';
export { openStaticServer, type StaticServer } from './static-server.js';
