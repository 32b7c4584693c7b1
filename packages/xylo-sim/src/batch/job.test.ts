import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { config, rasterOf } from '../../test/batch/network.js';
import { answerOf, resultOf } from './answer.js';
import { buffersOf, jobOf } from './job.js';
import { LoadedNetwork } from './loaded-network.js';

describe('a job', () => {
  it('holds a copy of the raster, and of nothing else in its memory', () => {
    const memory = new Uint8Array(1000).fill(3);
    const raster = new Raster(2, 3, memory.subarray(10, 16));
    const job = jobOf(raster, { output: 'vmem', record: ['isyn'] }, config);
    expect(job).toEqual({ steps: 2, channels: 3, counts: new Uint8Array(6).fill(3), output: 'vmem', record: ['isyn'] });
    expect(job.counts.buffer.byteLength).toBe(6);
    memory.fill(4);
    expect(structuredClone(job, { transfer: [job.counts.buffer] }).counts).toEqual(new Uint8Array(6).fill(3));
    expect(raster.totals()).toEqual([8, 8, 8]);
  });

  it('is copied from a Buffer and from shared memory too', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(3)).fill(1);
    for (const counts of [Buffer.from([1, 1, 1]), shared]) {
      const job = jobOf(new Raster(1, 3, counts), {}, config);
      expect(job.counts.buffer).toEqual(Uint8Array.of(1, 1, 1).buffer);
      expect(counts).toHaveLength(3);
    }
  });
});

describe('the memory of an answer', () => {
  it('is that of all recorded signals', () => {
    const network = new LoadedNetwork({ source: config, options: {} });
    const evolve = (record: boolean) => answerOf(() => network.evolve(jobOf(rasterOf(0), { record }, config)));
    expect(buffersOf(evolve(false))).toHaveLength(1);
    const answer = evolve(true);
    const { signals } = resultOf(answer).value;
    structuredClone(answer, { transfer: buffersOf(answer) });
    expect(Object.values(signals).map(({ data }) => data.buffer.byteLength)).toEqual(Object.keys(signals).map(() => 0));
    expect(Object.keys(signals).length).toBeGreaterThan(4);
  });

  it('is listed once where signals share it, and is none of an error', () => {
    const { buffer } = new Int16Array(4);
    const signal = { shape: [1, 2], data: new Int16Array(buffer, 0, 2) };
    const value = { signals: { vmem: signal, isyn: { ...signal, data: new Int16Array(buffer, 4) } } };
    expect(buffersOf({ value: { value, issues: [], telemetry: null } as never })).toEqual([buffer]);
    expect(buffersOf({ error: { name: 'Error', message: 'no', stack: undefined } })).toEqual([]);
  });
});
