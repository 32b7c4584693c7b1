import { fileURLToPath } from 'node:url';
import { findChromium, runInChromium } from '@xylopipe/tool-chromium';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';

const entries = { page: fileURLToPath(new URL('./chromium-page.ts', import.meta.url)) };

describe.skipIf(findChromium() === undefined)('in Chromium (skipped where there is none)', { timeout: 60_000 }, () => {
  it('networks run on emulated boards as in the simulator', async () => {
    const chips = createRegistry()
      .list()
      .map(({ chipId }) => [chipId, { equal: true, ranOn: 'emulated' }]);
    expect(await runInChromium({ entries, page: 'page' })).toEqual(Object.fromEntries(chips));
  });
});
