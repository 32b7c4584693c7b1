import { defineConfig } from 'vitest/config';
import workspace from '../../../vitest.config.js';

/** Tests that run inside of an emulation, and only there: one file after the other, as they share its bus. */
export default defineConfig({
  ...workspace,
  test: { include: ['packages/*/test/**/*.usb.ts'], fileParallelism: false, testTimeout: 20_000 },
});
