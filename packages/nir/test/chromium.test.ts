import { fileURLToPath } from 'node:url';
import { findChromium, runInChromium } from '@xylopipe/tool-chromium';
import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { decodeNir, encodeNir } from '../src/codec/nir-codec.js';
import { told } from './chromium-page.js';
import { everyKind } from './every-kind.js';
import { events, recorded } from './recorded.js';
import { hasSamples, sample, samplesFolder } from './samples.js';

const names = hasSamples
  ? ['generated_allnodes_gzip', '03_rnn__braille_noDelay_noBias_subtract', 'rockpool_tests__braille']
  : [];

describe.skipIf(findChromium() === undefined)('in Chromium (skipped where there is none)', { timeout: 60_000 }, () => {
  it('files are read and written as in Node', async () => {
    const library = await ready;
    const result = await runInChromium({
      entries: {
        page: fileURLToPath(new URL('./chromium-page.ts', import.meta.url)),
        worker: fileURLToPath(new URL('../src/web/worker.ts', import.meta.url)),
      },
      page: 'page',
      input: names,
      folders: hasSamples ? { samples: samplesFolder } : {},
      expectedErrors: /absent\.js/,
    });
    expect(result).toEqual({
      version: everyKind.version,
      written: told(decodeNir(library, encodeNir(library, everyKind)).value).length,
      data: told(recorded({ events })),
      samples: names.map((name) => told(decodeNir(library, sample(name)).value)),
      truncated: 'NIR_FILE_INVALID',
      slow: 'NIR_TIMEOUT',
      missing: 'WORKER_CRASHED',
    });
  });
});
