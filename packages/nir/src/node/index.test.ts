import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { everyKind, f32 } from '../../test/every-kind.js';
import { events, gridded, recorded } from '../../test/recorded.js';
import { decodeNir, encodeNir } from '../codec/nir-codec.js';
import { readNir, readNirData, writeNir, writeNirData } from './index.js';

const library = await ready;
const file = encodeNir(library, everyKind);
const { value } = decodeNir(library, file);

/** What keeps this process running: threads do. */
const threads = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

describe('readNir and writeNir', { timeout: 30_000 }, () => {
  it('do in a thread what is done without, and leave the bytes and no thread', async () => {
    const before = threads();
    const given = file.slice();
    expect(await readNir(given)).toEqual({ value, issues: [] });
    expect(given).toEqual(file);
    const written = await writeNir(everyKind, { compression: 'none' });
    expect(decodeNir(library, written).value).toEqual(value);
    expect(threads()).toBe(before);
  });

  it('have data read and written as graphs are', async () => {
    const data = recorded({ gridded, events });
    expect(await readNirData(await writeNirData(data))).toEqual({ value: data, issues: [] });
    await expect(readNirData(file)).rejects.toMatchObject({ code: 'NIR_FILE_INVALID' });
    await expect(readNirData(file, { limits: { fileSize: 10 } })).rejects.toMatchObject({ code: 'NIR_TOO_LARGE' });
    const still = recorded({ gridded: { ...gridded, dt: 0 } });
    await expect(writeNirData(still)).rejects.toMatchObject({ issues: [{ code: 'NIR_FIELD_INVALID' }] });
  });

  it('end a thread that needs too much memory', async () => {
    const weight = { shape: [1, 5_000_000], data: new Float64Array(5_000_000) };
    const large = encodeNir(library, { version: '', root: { type: 'Linear', weight } });
    await expect(readNir(large, { memory: 32 })).rejects.toMatchObject({
      code: 'NIR_TOO_LARGE',
      hint: expect.stringContaining('memory'),
    });
  });

  it('end a thread that takes too long, or whose caller has lost interest', async () => {
    const stop = new AbortController();
    const stopped = readNir(file, { signal: stop.signal });
    stop.abort('enough');
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    await expect(readNir(file, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(readNir(file, { timeout: 0.001 })).rejects.toMatchObject({ code: 'NIR_TIMEOUT' });
  });

  it('tell what the thread found, as it told it', async () => {
    const refused = await readNir(file.subarray(0, 2000)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'XylopipeError', code: 'NIR_FILE_INVALID' });
    const root = { type: 'Linear', weight: f32([1], 1) } as const;
    await expect(writeNir({ version: '', root })).rejects.toMatchObject({
      code: 'NIR_FILE_INVALID',
      issues: [{ code: 'NIR_FIELD_INVALID', at: ['weight'] }],
      message: expect.stringContaining('error NIR_FIELD_INVALID at weight'),
    });
  });

  it.each([
    ['no time', () => readNir(file, { timeout: 0 }), 'OPTIONS_INVALID'],
    ['no memory', () => readNir(file, { memory: 1 }), 'OPTIONS_INVALID'],
    ['no limit', () => readNir(file, { limits: { objects: -1 } }), 'OPTIONS_INVALID'],
    ['an unknown limit', () => readNir(file, { limits: { nodes: 1 } as never }), 'OPTIONS_INVALID'],
    ['no such compression', () => writeNir(everyKind, { compression: 'lzf' as never }), 'OPTIONS_INVALID'],
    ['a file that is too large', () => readNir(file, { limits: { fileSize: 10 } }), 'NIR_TOO_LARGE'],
    ['something else than bytes', () => readNir('lif.nir' as never), 'NIR_FILE_INVALID'],
    [
      'a function in the graph',
      () => writeNir({ version: (() => {}) as never, root: everyKind.root }),
      'NIR_FILE_INVALID',
    ],
  ])('start no thread for %s', async (_, work, code) => {
    await expect(work()).rejects.toMatchObject({ code });
  });
});
