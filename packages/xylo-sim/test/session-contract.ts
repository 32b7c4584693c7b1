import {
  type ChipLimits,
  type Deployer,
  type DeviceCapabilities,
  type DeviceSession,
  type Evolution,
  isXylopipeError,
  outputOf,
  Raster,
  type SessionEvent,
  SIGNAL_NAMES,
} from '@xylopipe/core';
import { afterEach, describe, expect, it } from 'vitest';
import { configOf } from './sketch.js';

/** Something that opens sessions, and what it says about itself. */
export interface SessionContract {
  readonly deployer: Deployer;
  readonly limits: ChipLimits;
  readonly capabilities: Pick<DeviceCapabilities, 'record' | 'outputs' | 'snapshot'>;
}

/**
 * Declares the tests that every implementation of `Deployer` and `DeviceSession` must pass, on a network of two inputs,
 * two recurrent hidden neurons and one output that keeps a state for long. Legal on every Xylo.
 */
export function describeSessionContract(name: string, { deployer, limits, capabilities }: SessionContract): void {
  const config = configOf({
    chipId: limits.chipId,
    weightsIn: [
      [90, 0],
      [0, 55],
    ],
    weightsRec: [
      [0, 40],
      [-30, 0],
    ],
    weightsOut: [[35], [60]],
    dashSyn: 2,
    dashMem: 4,
    dashMemOut: 4,
    threshold: 150,
    thresholdOut: 90,
  });
  const first = Raster.fromNested([
    [3, 1],
    [0, 0],
    [1, 2],
  ]);
  const second = Raster.fromNested([
    [0, 0],
    [0, 3],
    [15, 15],
    [0, 0],
  ]);
  const clipping = Raster.fromNested([
    [0, 16],
    [200, 0],
  ]);
  const everything = { record: capabilities.record };

  const opened: DeviceSession[] = [];
  const open = async (): Promise<DeviceSession> => {
    const session = await deployer.deploy(config);
    opened.push(session);
    return session;
  };
  afterEach(async () => {
    for (const session of opened.splice(0)) await session.close();
  });

  describe(`${name}: deploy`, () => {
    it('opens the chip that it is for', async () => {
      const session = await open();
      expect(session.chipId).toBe(limits.chipId);
    });

    it('refuses the configuration of another chip', async () => {
      expect(await codeOf(deployer.deploy({ ...config, chipId: 'syns00000' }))).toBe('CHIP_MISMATCH');
    });

    it('opens nothing when aborted', async () => {
      expect(await codeOf(deployer.deploy(config, { signal: AbortSignal.abort() }))).toBe('ABORTED');
    });

    it('opens sessions that keep their states to themselves', async () => {
      const [one, other] = [await open(), await open()];
      const fresh = await one.evolve(first, everything);
      expect(await other.evolve(first, everything)).toEqual(fresh);
    });
  });

  describe(`${name}: evolve`, () => {
    it('answers for the chip with as many timesteps as the input has', async () => {
      const evolution = await (await open()).evolve(first);
      expect(evolution).toMatchObject({ chipId: limits.chipId, dt: config.dt, steps: 3, output: 'spikes' });
      expect(Object.keys(evolution.signals)).toEqual(['spikesOut']);
      expect(outputOf(evolution).shape).toEqual([3, 1]);
    });

    it.each(capabilities.outputs)('answers with %s', async (output) => {
      const evolution = await (await open()).evolve(second, { output });
      expect(evolution.output).toBe(output);
      expect(outputOf(evolution).data.some((x) => x !== 0)).toBe(true);
    });

    it('records what it is asked for, and all that the chip has for true', async () => {
      const session = await open();
      const all = await session.evolve(first, { record: true });
      expect(Object.keys(all.signals).sort()).toEqual([...new Set([...capabilities.record, 'spikesOut'])].sort());
      for (const record of capabilities.record) {
        await session.resetState();
        const { signals } = await session.evolve(first, { record: [record] });
        expect(signals[record]).toEqual(all.signals[record]);
      }
    });

    it.runIf(capabilities.record.includes('vmem'))(
      'records the neurons that were chosen, in the order asked for',
      async () => {
        const all = await (await open()).evolve(second, everything);
        const { signals, neurons } = await (await open()).evolve(second, { record: { vmem: [1, 0], spikesOut: true } });
        const reversed = Array.from({ length: second.steps }, (_, t) =>
          [...all.signals.vmem!.data.slice(2 * t, 2 * t + 2)].reverse(),
        );
        expect(neurons).toEqual({ vmem: [1, 0] });
        expect(signals.vmem).toEqual({ shape: [second.steps, 2], data: Int16Array.from(reversed.flat()) });
        expect(signals.spikesOut).toEqual(all.signals.spikesOut);
      },
    );

    it.each([
      ['of no neuron', { vmem: [2] }],
      ['that come twice', { vmem: [1, 1] }],
      ['for the output, which is whole', { spikesOut: [0] }],
    ])('refuses ids %s and goes on', async (_, record) => {
      const session = await open();
      expect(await codeOf(session.evolve(first, { record }))).toBe('RECORD_INVALID');
      expect(await session.evolve(first)).toEqual(await (await open()).evolve(first));
    });

    it('refuses what is no raster and goes on', async () => {
      const session = await open();
      const fractions = { ...first, counts: Float64Array.from(first.counts, (count) => count / 2) };
      expect(await codeOf(session.evolve(fractions as unknown as Raster))).toBe('INPUT_INVALID');
      expect(await session.evolve(first)).toEqual(await (await open()).evolve(first));
    });

    it('carries its state from call to call', async () => {
      const whole = await (await open()).evolve(Raster.concatenate([first, second]), everything);
      const session = await open();
      const parts = [await session.evolve(first, everything), await session.evolve(second, everything)];
      expect(joined(parts)).toEqual(joined([whole]));
    });

    it('keeps its state through an input of no timesteps', async () => {
      const session = await open();
      const before = await session.evolve(first, everything);
      const nothing = await session.evolve(Raster.zeros(0, 2), everything);
      expect([nothing.steps, outputOf(nothing).shape]).toEqual([0, [0, 1]]);
      const parts = [before, nothing, await session.evolve(second, everything)];
      const whole = await (await open()).evolve(Raster.concatenate([first, second]), everything);
      expect(joined(parts)).toEqual(joined([whole]));
    });

    it('refuses other channels and goes on', async () => {
      const session = await open();
      expect(await codeOf(session.evolve(Raster.zeros(2, 3)))).toBe('INPUT_CHANNELS');
      expect(await session.evolve(first)).toEqual(await (await open()).evolve(first));
    });

    it('warns of counts that the chip clamps, once per call', async () => {
      const session = await open();
      const seen = eventsOf(session);
      const clamped = await session.evolve(clipping, everything);
      expect(seen.map(({ issue }) => issue)).toMatchObject([
        { code: 'INPUT_CLIPPED', severity: 'warning', measured: 200, limit: limits.maxSpikes.input },
      ]);
      await session.resetState();
      const most = limits.maxSpikes.input;
      expect(
        await session.evolve(
          Raster.fromNested([
            [0, most],
            [most, 0],
          ]),
          everything,
        ),
      ).toEqual(clamped);
      expect(seen).toHaveLength(1);
    });

    it('tells a progress that rises to at most 1', async () => {
      const told: number[] = [];
      await (await open()).evolve(first, { onProgress: (fraction) => told.push(fraction) });
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    });
  });

  describe(`${name}: one evolve at a time`, () => {
    it('is busy until the pending one is done', async () => {
      const session = await open();
      const pending = session.evolve(first);
      expect(await codeOf(session.evolve(first))).toBe('SESSION_BUSY');
      expect(await pending).toEqual(await (await open()).evolve(first));
      expect((await session.evolve(second)).steps).toBe(second.steps);
    });

    it('leaves the state alone meanwhile', async () => {
      const session = await open();
      const pending = session.evolve(first);
      expect(await codeOf(session.resetState())).toBe('SESSION_BUSY');
      await pending;
    });

    it('is free again after a refusal', async () => {
      const session = await open();
      await codeOf(session.evolve(Raster.zeros(2, 3)));
      await expect(session.resetState()).resolves.toBeUndefined();
    });
  });

  describe(`${name}: abort`, () => {
    it('evolves nothing under an aborted signal', async () => {
      const session = await open();
      expect(await codeOf(session.evolve(first, { signal: AbortSignal.abort() }))).toBe('ABORTED');
    });

    it('rejects the pending evolve with the reason as cause, and is as new after a reset', async () => {
      const session = await open();
      const controller = new AbortController();
      const pending = session.evolve(first, { signal: controller.signal });
      controller.abort('enough');
      await expect(pending).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
      await session.resetState();
      expect(await session.evolve(second, everything)).toEqual(await (await open()).evolve(second, everything));
    });

    it('does not mind a signal that aborts after the end', async () => {
      const controller = new AbortController();
      const session = await open();
      const evolution = await session.evolve(first, { signal: controller.signal });
      controller.abort();
      expect((await session.evolve(second)).steps + evolution.steps).toBe(first.steps + second.steps);
    });
  });

  describe(`${name}: resetState`, () => {
    it('makes runs repeatable', async () => {
      const session = await open();
      const once = await session.evolve(second, everything);
      await session.resetState();
      expect(await session.evolve(second, everything)).toEqual(once);
    });

    it('forgets spikes that are still to be delivered', async () => {
      const session = await open();
      const firing = await session.evolve(Raster.fromNested([[15, 15]]), { record: ['spikesHidden'] });
      expect(firing.signals.spikesHidden?.data.some((n) => n > 0)).toBe(true);
      await session.resetState();
      const { signals } = await session.evolve(Raster.zeros(3, 2), everything);
      for (const signal of Object.values(signals)) expect(signal.data.every((x) => x === 0)).toBe(true);
    });
  });

  describe.runIf(capabilities.snapshot)(`${name}: snapshot and restore`, () => {
    it('goes on from where the snapshot was taken, in this session and in another', async () => {
      const session = await open();
      await session.evolve(first);
      const snapshot = await session.snapshot!();
      const continued = await session.evolve(second, everything);
      for (const target of [session, await open()]) {
        await target.restore!(snapshot);
        expect(await target.evolve(second, everything)).toEqual(continued);
      }
    });

    it('refuses a snapshot of another size and keeps its state', async () => {
      const session = await open();
      await session.evolve(first);
      const before = await session.snapshot!();
      expect(await codeOf(session.restore!({ ...before, vmem: new Int16Array(3) }))).toBe('SNAPSHOT_MISMATCH');
      expect(await session.snapshot!()).toEqual(before);
    });

    it('refuses what is no state and keeps its own', async () => {
      const session = await open();
      await session.evolve(first);
      const before = await session.snapshot!();
      const overfull = { ...before, spikesHidden: Uint8Array.of(0, 32) };
      expect(await codeOf(session.restore!(overfull))).toBe('SNAPSHOT_INVALID');
      expect(await session.snapshot!()).toEqual(before);
    });

    it('is not to be had while evolving', async () => {
      const session = await open();
      const snapshot = await session.snapshot!();
      const pending = session.evolve(first);
      expect(await codeOf(session.snapshot!())).toBe('SESSION_BUSY');
      expect(await codeOf(session.restore!(snapshot))).toBe('SESSION_BUSY');
      await pending;
    });
  });

  it(`${name}: has snapshot and restore where its capabilities say so, and only there`, async () => {
    const session = await open();
    const has = [session.snapshot !== undefined, session.restore !== undefined];
    expect(has).toEqual([capabilities.snapshot, capabilities.snapshot]);
  });

  describe(`${name}: close`, () => {
    it('can be done twice', async () => {
      const session = await open();
      await session.close();
      await expect(session.close()).resolves.toBeUndefined();
    });

    it('rejects the pending evolve', async () => {
      const session = await open();
      const pending = codeOf(session.evolve(first));
      await session.close();
      expect(await pending).toBe('SESSION_CLOSED');
    });

    it('rejects every later call', async () => {
      const session = await open();
      const snapshot = await session.snapshot?.();
      await session.close();
      expect(await codeOf(session.evolve(first))).toBe('SESSION_CLOSED');
      expect(await codeOf(session.resetState())).toBe('SESSION_CLOSED');
      if (snapshot === undefined) return;
      expect(await codeOf(session.snapshot!())).toBe('SESSION_CLOSED');
      expect(await codeOf(session.restore!(snapshot))).toBe('SESSION_CLOSED');
    });

    it('completes events$, for those who come later as well', async () => {
      const session = await open();
      let completed = 0;
      session.events$.subscribe({ complete: () => completed++ });
      await session.close();
      session.events$.subscribe({ complete: () => completed++ });
      expect(completed).toBe(2);
    });

    it('leaves other sessions open', async () => {
      const [one, other] = [await open(), await open()];
      await one.close();
      expect((await other.evolve(first)).steps).toBe(first.steps);
    });
  });
}

/** The code that a promise rejects with; `undefined` if it does not reject with an error of ours. */
async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return isXylopipeError(error) ? error.code : undefined;
  }
}

function eventsOf(session: DeviceSession): readonly SessionEvent[] {
  const events: SessionEvent[] = [];
  session.events$.subscribe((event) => events.push(event));
  return events;
}

/** Signals of evolutions one after the other. */
const joined = (parts: readonly Evolution[]): Record<string, number[]> =>
  Object.fromEntries(
    SIGNAL_NAMES.map((name) => [name, parts.flatMap((part) => [...(part.signals[name]?.data ?? [])])]),
  );
