import { fileURLToPath } from 'node:url';
import { findChromium, runInChromium } from '@xylopipe/tool-chromium';
import { describe, expect, it } from 'vitest';

const entries = {
  page: fileURLToPath(new URL('./chromium-page.ts', import.meta.url)),
  worker: fileURLToPath(new URL('../../src/web/worker.ts', import.meta.url)),
  'mishap-worker': fileURLToPath(new URL('./chromium-worker.ts', import.meta.url)),
};

describe.skipIf(findChromium() === undefined)('in Chromium (skipped where there is none)', { timeout: 60_000 }, () => {
  it('batches are evolved on Web Workers, which may crash, hang or be missing', async () => {
    const result = await runInChromium({
      entries,
      page: 'page',
      expectedErrors: /thrown on purpose|absent\.js/,
    });
    const equal = new Array(8).fill('equal');
    expect(result).toEqual({
      own: equal,
      allCores: true,
      crashed: equal.with(1, 'WORKER_CRASHED').with(4, 'WORKER_CRASHED'),
      aborted: 'ABORTED',
      after: equal,
      closed: 'POOL_CLOSED',
      missing: 'WORKER_CRASHED',
    });
  });
});
