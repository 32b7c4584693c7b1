import { type DeviceConfig, Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { SimulatorSession } from './session.js';
import { XyloSimulator } from './simulator.js';

/** A network and an input that take several slices of the reference core: 10 000 connections, 2000 timesteps. */
const config: DeviceConfig = configOf({
  weightsIn: [new Array(100).fill(3)],
  weightsRec: Array.from({ length: 100 }, (_, i) =>
    Array.from({ length: 100 }, (_, j) => ((i * 7 + j * 11) % 9) - 4 || 1),
  ),
  weightsOut: new Array(100).fill([2]),
  threshold: 10,
});
const long = Raster.fromValues(
  2000,
  1,
  Array.from({ length: 2000 }, (_, t) => (t % 200 < 50 ? 1 : 0)),
);
const clipping = Raster.fromValues(2000, 1, new Array(2000).fill(20));

const session = (): SimulatorSession => new SimulatorSession(XyloSimulator.from(config, { core: 'reference' }));

describe('SimulatorSession', () => {
  it('is a simulator of the chip of its configuration', () => {
    expect(session()).toMatchObject({ kind: 'simulator', chipId: 'sketch' });
  });

  it('gives in slices what the simulator gives at once, hibernation included', async () => {
    const options = { output: 'vmem', record: { vmem: [0, 50, 99], spikesHidden: [3], isynOut: true } } as const;
    const expected = XyloSimulator.from(config).evolve(long, options);
    expect(expected.hibernation).not.toEqual([]);
    expect(await session().evolve(long, options)).toEqual(expected);
  });

  it('does not record into arrays, which only a simulator does', async () => {
    const spikesOut = new Int16Array(2000).fill(99);
    const { signals } = await session().evolve(long, { into: { spikesOut } } as object);
    expect(signals.spikesOut?.data.buffer).not.toBe(spikesOut.buffer);
    expect(spikesOut.every((value) => value === 99)).toBe(true);
  });

  it('takes null for options as none', async () => {
    expect(await session().evolve(long, null as never)).toEqual(await session().evolve(long));
  });

  it('stays idle when its simulator was closed behind its back', async () => {
    const simulator = XyloSimulator.from(config);
    const orphan = new SimulatorSession(simulator);
    simulator.close();
    for (let i = 0; i < 2; i++) await expect(orphan.evolve(long)).rejects.toMatchObject({ code: 'SIMULATOR_CLOSED' });
  });

  it('lets others run while it evolves', async () => {
    let others = 0;
    const timer = setInterval(() => others++);
    await session().evolve(long);
    clearInterval(timer);
    expect(others).toBeGreaterThan(0);
  });

  it('tells how far it is after each slice', async () => {
    const told: number[] = [];
    await session().evolve(long, { onProgress: (fraction) => told.push(fraction) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(1);
  });

  it.each([0, 0.5, 1])('stops at the next slice when aborted from %d on', async (from) => {
    const controller = new AbortController();
    const told: number[] = [];
    const onProgress = (fraction: number): void => {
      told.push(fraction);
      if (fraction >= from) controller.abort();
    };
    await expect(session().evolve(long, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(told.filter((fraction) => fraction >= from)).toHaveLength(1);
  });

  it('stops at the next slice when closed, also out of a warning', async () => {
    const closing = session();
    closing.events$.subscribe(() => {
      closing.close().catch(() => {});
    });
    await expect(closing.evolve(clipping)).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
  });

  it('is free again when the caller throws on the way', async () => {
    const robust = session();
    const onProgress = (): void => {
      throw new RangeError('not my day');
    };
    await expect(robust.evolve(long, { onProgress })).rejects.toThrow('not my day');
    await robust.resetState();
    expect((await robust.evolve(long)).steps).toBe(2000);
  });

  it('is free again after an abort on the way', async () => {
    const aborted = session();
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    await expect(aborted.evolve(long, { signal: controller.signal, onProgress })).rejects.toThrow();
    await aborted.restore(await session().snapshot());
    expect(await aborted.evolve(long)).toEqual(await session().evolve(long));
  });

  it('records chosen neurons', async () => {
    const { signals, neurons } = await session().evolve(long, { record: { vmem: [42, 7] } });
    const all = await session().evolve(long, { record: ['vmem'] });
    const column = (id: number) => all.signals.vmem?.data.filter((_, i) => i % 100 === id);
    expect(neurons).toEqual({ vmem: [42, 7] });
    expect(signals.vmem?.data.filter((_, i) => i % 2 === 0)).toEqual(column(42));
    expect(signals.vmem?.data.filter((_, i) => i % 2 === 1)).toEqual(column(7));
  });
});

describe('SimulatorSession with telemetry', () => {
  const watched = (): { readonly session: SimulatorSession; readonly codes: string[] } => {
    const watched = new SimulatorSession(XyloSimulator.from(config, { telemetry: true }));
    const codes: string[] = [];
    watched.events$.subscribe(({ issue }) => codes.push(issue.code));
    return { session: watched, codes };
  };
  const silence = Raster.zeros(10, 1);

  it('ends each evolution with what there is to say of it alone', async () => {
    const { session, codes } = watched();
    await session.evolve(clipping);
    expect(codes[0]).toBe('INPUT_CLIPPED');
    expect(codes).toContain('INPUT_CUT');
    codes.length = 0;
    await session.resetState();
    await session.evolve(silence);
    expect(codes).toEqual(['NEURON_SILENT', 'NEURON_SILENT']);
  });

  it('says nothing of an evolution that was refused, aborted or without timesteps', async () => {
    const { session, codes } = watched();
    await session.evolve(Raster.zeros(0, 1));
    await expect(session.evolve(Raster.zeros(5, 2))).rejects.toMatchObject({ code: 'INPUT_CHANNELS' });
    await expect(session.evolve(long, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(codes).toEqual([]);
  });

  it('can be closed by who is told, and completes', async () => {
    const { session, codes } = watched();
    let completed = false;
    session.events$.subscribe({ next: () => void session.close(), complete: () => (completed = true) });
    await expect(session.evolve(silence)).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
    expect(codes).toEqual(['NEURON_SILENT']);
    expect(completed).toBe(true);
  });
});
