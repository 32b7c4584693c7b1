import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Evolution } from '../artifacts/evolution.js';
import { Raster } from '../data/raster.js';
import type { DeviceSession, EvolveOptions, SessionEvent } from '../device/contract.js';
import { evolveStage } from './device-stages.js';
import { Pipeline } from './pipeline.js';

const evolution: Evolution = { stage: 'evolved', steps: 0, output: 'vmem', signals: {}, hibernation: null };

/** A session that warns once per evolve and remembers what it was asked. */
function warningSession(evolve: (options: EvolveOptions | undefined) => Promise<Evolution>) {
  const events = new Subject<SessionEvent>();
  const session = {
    chipId: 'toy',
    kind: 'simulator',
    events$: events,
    evolve: (_: Raster, options?: EvolveOptions) => {
      events.next({ type: 'issue', issue: { code: 'INPUT_CLIPPED', severity: 'warning', at: [], message: 'clipped' } });
      return evolve(options);
    },
    resetState: () => Promise.resolve(),
    close: () => Promise.resolve(),
  } satisfies DeviceSession;
  return { session, events };
}

describe('evolveStage', () => {
  it('passes options, signal and progress on, and takes the warnings of the session along', async () => {
    const asked: (EvolveOptions | undefined)[] = [];
    const { session, events } = warningSession((options) => {
      asked.push(options);
      return Promise.resolve(evolution);
    });
    const { signal } = new AbortController();
    const progress = (): void => {};
    const stage = evolveStage(Raster.zeros(0, 1), { output: 'vmem', record: true });
    const { value, issues } = await stage.run(session, { signal, progress });
    expect(value).toBe(evolution);
    expect(issues).toMatchObject([{ code: 'INPUT_CLIPPED' }]);
    expect(asked).toEqual([{ output: 'vmem', record: true, signal, onProgress: progress }]);
    expect(events.observed).toBe(false);
  });

  it('stops listening when the session fails', async () => {
    const { session, events } = warningSession(() => Promise.reject(new Error('gone')));
    await expect(Pipeline.of(evolveStage(Raster.zeros(0, 1))).run(session).result).rejects.toThrow('gone');
    expect(events.observed).toBe(false);
  });
});
