import { outputOf, Raster, type SessionEvent, specSizes } from '@xylopipe/core';
import fc from 'fast-check';
import { concat, firstValueFrom, from, NEVER, of, Subject, take, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { runs } from '../test/arbitraries.js';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { XyloSimulator } from './simulator.js';

const config = configOf({ weightsIn: [[60], [-20]], weightsOut: [[70]], dashSyn: 2 });
const simulatorOf = (core: 'reference' | 'auto' = 'auto'): XyloSimulator => XyloSimulator.from(config, { core });

const rowsOf = (raster: Raster): Uint8Array[] => Array.from({ length: raster.steps }, (_, t) => raster.step(t));

/** What a stream says: rows, then its end. */
function saidBy(stream: ReturnType<XyloSimulator['stream']>): unknown[] {
  const said: unknown[] = [];
  stream.subscribe({
    next: (row) => said.push([...row]),
    error: (error: { code?: string; message: string }) => said.push(error.code ?? error.message),
    complete: () => said.push('|'),
  });
  return said;
}

describe('stream', () => {
  it.each(['reference', 'auto'] as const)(
    'gives what evolve gives, step by step, and leaves the same state (%s)',
    (core) => {
      fc.assert(
        fc.property(
          runs({ bias: true, aliases: true }),
          fc.constantFrom('spikes', 'vmem', 'isyn'),
          ([network, raster], output) => {
            const whole = XyloSimulator.from(network, { core });
            const live = XyloSimulator.from(network, { core });
            const rows: Int16Array[] = [];
            live.stream(from(rowsOf(raster)), { output }).subscribe((row) => rows.push(row));
            const { outputs } = specSizes(network);
            expect(rows.every((row) => row.length === outputs)).toBe(true);
            expect(rows.flatMap((row) => [...row])).toEqual([...outputOf(whole.evolve(raster, { output })).data]);
            expect(live.snapshot()).toEqual(whole.snapshot());
          },
        ),
      );
    },
  );

  it('is cold, goes on from the present state and gives the simulator back', () => {
    const simulator = simulatorOf();
    const input = Raster.fromNested([
      [3, 0],
      [2, 1],
      [4, 4],
      [0, 9],
    ]);
    const stream = simulator.stream(from(rowsOf(input)), { output: 'vmem' });
    simulator.evolve(input);
    const said = [...saidBy(stream), ...saidBy(stream)].filter((row) => row !== '|').flat();
    const whole = simulatorOf().evolve(Raster.concatenate([input, input, input]), { output: 'vmem' });
    expect(said).toEqual([...outputOf(whole).data].slice(4));
  });

  it('emits rows of their own', () => {
    const rows: Int16Array[] = [];
    const input = [Uint8Array.of(15, 0), Uint8Array.of(0, 0), Uint8Array.of(0, 0)];
    simulatorOf()
      .stream(from(input), { output: 'isyn' })
      .subscribe((row) => rows.push(row.fill(-1)));
    expect(new Set(rows.map(({ buffer }) => buffer)).size).toBe(3);
    expect(saidBy(simulatorOf().stream(from(input), { output: 'isyn' }))[1]).not.toEqual([-1]);
  });

  it('is free when it says that it ends', () => {
    const ends = [of(Uint8Array.of(1, 0)), throwError(() => new Error('no microphone'))];
    const codes = ends.map((source) => {
      const simulator = simulatorOf();
      const end = (): number => simulator.evolve(Raster.zeros(1, 2)).steps;
      const done: number[] = [];
      simulator.stream(source).subscribe({ complete: () => done.push(end()), error: () => done.push(end()) });
      return done;
    });
    expect(codes).toEqual([[1], [1]]);
  });

  it('passes on the error of its source', () => {
    const source = concat(
      of(Uint8Array.of(0, 0)),
      throwError(() => new Error('no microphone')),
    );
    expect(saidBy(simulatorOf().stream(source))).toEqual([[0], 'no microphone']);
  });

  it('is free when left', () => {
    const simulator = simulatorOf();
    const subscription = simulator.stream(NEVER).subscribe();
    expect(thrownBy(() => simulator.resetState()).code).toBe('SIMULATOR_BUSY');
    subscription.unsubscribe();
    simulator
      .stream(from([Uint8Array.of(1, 1), Uint8Array.of(1, 1)]))
      .pipe(take(1))
      .subscribe();
    const once = simulatorOf();
    once.evolve(Raster.fromNested([[1, 1]]));
    expect(simulator.snapshot()).toEqual(once.snapshot());
    expect(simulator.evolve(Raster.zeros(2, 2)).steps).toBe(2);
  });

  it.each([
    ['too few counts', Uint8Array.of(1)],
    ['too many', Uint8Array.of(1, 2, 3)],
    ['another array', Int8Array.of(1, 2)],
    ['a list', [1, 2]],
    ['nothing', undefined],
  ])('ends at %s, with the state as it was', (_, bad) => {
    const simulator = simulatorOf();
    const source = new Subject<Uint8Array>();
    const said = saidBy(simulator.stream(source));
    source.next(Uint8Array.of(2, 0));
    const before = simulator.snapshot();
    source.next(bad as Uint8Array);
    source.next(Uint8Array.of(2, 0));
    expect(said).toEqual([[0], 'INPUT_INVALID']);
    expect(simulator.snapshot()).toEqual(before);
    simulator.resetState();
  });

  it('warns of clipped input once per subscription, naming the timestep', () => {
    const simulator = simulatorOf();
    const seen: SessionEvent[] = [];
    simulator.events$.subscribe((event) => seen.push(event));
    const stream = simulator.stream(
      from(
        [
          [0, 15],
          [16, 0],
          [99, 0],
        ].map((row) => Uint8Array.from(row)),
      ),
    );
    const said = saidBy(stream);
    expect(seen.map(({ issue }) => [issue.code, issue.at, issue.measured])).toEqual([
      ['INPUT_CLIPPED', ['input', 1, 0], 16],
    ]);
    simulator.resetState();
    expect(saidBy(stream)).toEqual(said);
    expect(seen).toHaveLength(2);
  });

  it('evolves nothing for one who leaves when told of clipped input', () => {
    const simulator = simulatorOf();
    const source = new Subject<Uint8Array>();
    const rows: Int16Array[] = [];
    const subscription = simulator.stream(source).subscribe((row) => rows.push(row));
    simulator.events$.subscribe(() => subscription.unsubscribe());
    source.next(Uint8Array.of(99, 0));
    expect(rows).toEqual([]);
    expect(simulator.snapshot()).toEqual(simulatorOf().snapshot());
  });

  it('does not mind a source that emits out of its answer', () => {
    const simulator = simulatorOf();
    const source = new Subject<Uint8Array>();
    let left = 3;
    simulator.stream(source).subscribe(() => {
      if (left-- > 0) source.next(Uint8Array.of(1, 0));
    });
    source.next(Uint8Array.of(1, 0));
    const once = simulatorOf();
    once.evolve(
      Raster.fromNested([
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
    );
    expect(simulator.snapshot()).toEqual(once.snapshot());
  });

  it('refuses an unknown output at once', () => {
    expect(thrownBy(() => simulatorOf().stream(NEVER, { output: 'spike' as 'spikes' })).code).toBe('RECORD_INVALID');
  });

  it.each(['reference', 'auto'] as const)('evolves what was emitted, whatever becomes of the array (%s)', (core) => {
    const simulator = simulatorOf(core);
    const counts = Uint8Array.of(20, 1);
    simulator.events$.subscribe(() => structuredClone(counts, { transfer: [counts.buffer] }));
    const said = saidBy(simulator.stream(of(Uint8Array.of(1, 1), counts), { output: 'isyn' }));
    const once = simulatorOf(core);
    const { data } = outputOf(
      once.evolve(
        Raster.fromNested([
          [1, 1],
          [20, 1],
        ]),
        { output: 'isyn' },
      ),
    );
    expect(said).toEqual([...Array.from(data, (x) => [x]), '|']);
    expect(simulator.snapshot()).toEqual(once.snapshot());
  });

  it('ends with SIMULATOR_BUSY, before anything is evolved, at an emission from a subscriber of events$', () => {
    const simulator = simulatorOf();
    const source = new Subject<Uint8Array>();
    simulator.events$.subscribe(() => source.next(Uint8Array.of(0, 7)));
    const said = saidBy(simulator.stream(source));
    source.next(Uint8Array.of(2, 0));
    const before = simulator.snapshot();
    source.next(Uint8Array.of(20, 0));
    expect(said).toEqual([[0], 'SIMULATOR_BUSY']);
    expect(source.observed).toBe(false);
    expect(simulator.snapshot()).toEqual(before);
    expect(simulator.evolve(Raster.zeros(1, 2)).steps).toBe(1);
  });

  it('ends as its source does, also when that is at the warning', () => {
    const simulator = simulatorOf();
    const source = new Subject<Uint8Array>();
    simulator.events$.subscribe(() => source.complete());
    const said = saidBy(simulator.stream(source));
    source.next(Uint8Array.of(20, 0));
    expect(said).toEqual(['|']);
    expect(simulator.snapshot()).toEqual(simulatorOf().snapshot());
  });

  it.each([[undefined], [null], [5], [{}], [Symbol('input')], [Object.create(null)]])(
    'refuses %o, which is no stream, at once, and stays free',
    (input) => {
      const simulator = simulatorOf();
      expect(thrownBy(() => simulator.stream(input as never))).toMatchObject({
        code: 'INPUT_INVALID',
        who: 'sketch',
        cause: expect.any(TypeError),
      });
      expect(simulator.evolve(Raster.zeros(1, 2)).steps).toBe(1);
    },
  );

  it('takes what rxjs can subscribe to', async () => {
    const [simulator, expected] = [simulatorOf(), simulatorOf()];
    const rows = [Uint8Array.of(3, 1), Uint8Array.of(2, 2)];
    expect(saidBy(simulator.stream(rows, { output: 'vmem' }))).toEqual(
      saidBy(expected.stream(from(rows), { output: 'vmem' })),
    );
    const later = simulator.stream(Promise.resolve(Uint8Array.of(1, 1)), { output: 'vmem' });
    const row = await firstValueFrom(later);
    expect(row).toEqual(outputOf(expected.evolve(Raster.fromNested([[1, 1]]), { output: 'vmem' })).data);
    expect(simulator.snapshot()).toEqual(expected.snapshot());
  });

  it.each([
    ['text', 'ab'],
    ['the counts of one timestep, which are no list of timesteps', Uint8Array.of(1, 2)],
  ])('ends with INPUT_INVALID for %s, and is free', (_, input) => {
    const simulator = simulatorOf();
    expect(saidBy(simulator.stream(input as never))).toEqual(['INPUT_INVALID']);
    expect(simulator.evolve(Raster.zeros(1, 2)).steps).toBe(1);
  });

  it('takes null for options as none', () => {
    expect(saidBy(simulatorOf().stream(of(Uint8Array.of(1, 1)), null as never))).toEqual([[0], '|']);
  });
});
