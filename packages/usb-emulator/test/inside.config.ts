import { defineConfig } from 'vitest/config';
import workspace from '../../../vitest.config.js';

/** Tests that run inside of an emulation, and only there. */
export default defineConfig({ ...workspace, test: { include: ['packages/*/test/**/*.usb.ts'] } });
