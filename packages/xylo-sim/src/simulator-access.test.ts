import { Raster, type StateSnapshot } from '@xylopipe/core';
import { NEVER, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { XyloSimulator } from './simulator.js';

const config = configOf({ weightsIn: [[60], [-20]], weightsOut: [[70]], dashSyn: 2 });
const input = Raster.fromNested([
  [3, 0],
  [0, 1],
  [2, 2],
]);
const clipping = Raster.fromNested([[99, 0]]);

/** All that evolves or sets the state. */
const changes = {
  evolve: (simulator: XyloSimulator, _: StateSnapshot) => simulator.evolve(input),
  evolveInSlices: (simulator: XyloSimulator) => simulator.evolveInSlices(input).next(),
  resetState: (simulator: XyloSimulator) => simulator.resetState(),
  restore: (simulator: XyloSimulator, snapshot: StateSnapshot) => simulator.restore(snapshot),
};
const entries = Object.entries(changes);

/** What begins something that does not end by itself. */
const pending = {
  'evolveInSlices is not done': (simulator: XyloSimulator) => void simulator.evolveInSlices(input).next(),
  'a stream is on': (simulator: XyloSimulator) => void simulator.stream(NEVER).subscribe({ error: () => {} }),
};

describe.each(Object.entries(pending))('while %s', (_, begin) => {
  it.each(entries)('%s is refused and leaves the state alone', (_name, change) => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const other = XyloSimulator.from(config).snapshot();
    begin(simulator);
    const before = simulator.snapshot();
    expect(thrownBy(() => change(simulator, other))).toMatchObject({
      code: 'SIMULATOR_BUSY',
      hint: expect.any(String),
    });
    expect(simulator.snapshot()).toEqual(before);
  });

  it('a stream is refused', () => {
    const simulator = XyloSimulator.from(config);
    begin(simulator);
    const seen: unknown[] = [];
    simulator.stream(NEVER).subscribe({ error: (error) => seen.push(error.code) });
    expect(seen).toEqual(['SIMULATOR_BUSY']);
  });

  it('telemetry can be read and cleared', () => {
    const simulator = XyloSimulator.from(config, { core: 'reference', telemetry: true });
    begin(simulator);
    simulator.clearTelemetry();
    expect(simulator.telemetry()?.steps ?? 0).toBe(0);
  });

  it('close is possible', () => {
    const simulator = XyloSimulator.from(config);
    begin(simulator);
    simulator.close();
    expect(thrownBy(() => simulator.evolve(input)).code).toBe('SIMULATOR_CLOSED');
  });
});

describe('evolveInSlices', () => {
  it('holds nothing before it begins', () => {
    const simulator = XyloSimulator.from(config);
    simulator.evolveInSlices(input);
    expect(simulator.evolve(input).steps).toBe(3);
  });

  it('gives the simulator back when given up, and keeps the state of the slices that were done', () => {
    const simulator = XyloSimulator.from(config);
    const slices: Iterator<number> = simulator.evolveInSlices(input);
    expect(slices.next().value).toBe(3);
    slices.return?.();
    const done = XyloSimulator.from(config);
    done.evolve(input);
    expect(simulator.snapshot()).toEqual(done.snapshot());
    expect(simulator.evolve(input)).toEqual(done.evolve(input));
  });

  it('gives the simulator back when it is done, and when it is refused', () => {
    const simulator = XyloSimulator.from(config);
    expect([...simulator.evolveInSlices(input)]).toEqual([3]);
    expect(thrownBy(() => simulator.evolveInSlices(Raster.zeros(1, 3)).next()).code).toBe('INPUT_CHANNELS');
    expect(simulator.evolve(input).steps).toBe(3);
  });

  it('ends where the memory that it works on is gone after a pause', () => {
    const layer = configOf({ weightsIn: [new Array(1000).fill(1)] });
    const long = (): Raster => Raster.zeros(20000, 1);
    const pausing = (raster: Raster, spikesOut?: Int16Array) => {
      const slices = XyloSimulator.from(layer, { core: 'reference' }).evolveInSlices(raster, { into: { spikesOut } });
      expect(slices.next().done).toBe(false);
      return slices;
    };
    const [raster, rows] = [long(), new Int16Array(20000)];
    const [withoutInput, withoutRows] = [pausing(raster), pausing(long(), rows)];
    structuredClone([raster.counts, rows], { transfer: [raster.counts.buffer, rows.buffer] });
    expect(thrownBy(() => withoutInput.next()).code).toBe('INPUT_INVALID');
    expect(thrownBy(() => withoutRows.next()).code).toBe('BUFFER_INVALID');
  });

  it('does not return memory that was transferred after the last timestep', () => {
    const spikesOut = new Int16Array(3);
    const slices = XyloSimulator.from(config).evolveInSlices(input, { into: { spikesOut } });
    expect(slices.next().value).toBe(3);
    structuredClone(spikesOut, { transfer: [spikesOut.buffer] });
    expect(thrownBy(() => slices.next()).code).toBe('BUFFER_INVALID');
  });

  it('goes on with the input that it began with', () => {
    const raster = { ...input };
    const slices = XyloSimulator.from(config).evolveInSlices(raster as Raster);
    expect(slices.next().value).toBe(3);
    raster.steps = 99;
    expect(slices.next().value).toEqual(XyloSimulator.from(config).evolve(input));
  });

  it('throws nothing before it begins', () => {
    const slices = XyloSimulator.from(config).evolveInSlices(null as never, null as never);
    expect(thrownBy(() => slices.next()).code).toBe('INPUT_INVALID');
  });

  it('ends when the simulator is closed on the way', () => {
    const simulator = XyloSimulator.from(config);
    const slices = simulator.evolveInSlices(input);
    slices.next();
    simulator.close();
    expect(thrownBy(() => slices.next()).code).toBe('SIMULATOR_CLOSED');
  });
});

describe('a subscriber of events$', () => {
  it.each(entries)('cannot %s while it is told of clipped input', (_, change) => {
    const simulator = XyloSimulator.from(config);
    const snapshot = simulator.snapshot();
    const codes: string[] = [];
    simulator.events$.subscribe(() => codes.push(thrownBy(() => change(simulator, snapshot)).code));
    const evolution = simulator.evolve(clipping, { record: true });
    expect(codes).toEqual(['SIMULATOR_BUSY']);
    expect(evolution).toEqual(XyloSimulator.from(config).evolve(clipping, { record: true }));
  });

  it.each([
    ['the input', 'INPUT_INVALID', (counts: Uint8Array, _: Int16Array) => counts],
    ['the arrays to record into', 'BUFFER_INVALID', (_: Uint8Array, spikesOut: Int16Array) => spikesOut],
  ])('can transfer %s: %s, and nothing is evolved', (_, code, lost) => {
    for (const core of ['reference', 'auto'] as const) {
      const simulator = XyloSimulator.from(config, { core });
      simulator.evolve(input);
      const before = simulator.snapshot();
      const { counts } = Raster.fromNested([[99, 0]]);
      const spikesOut = new Int16Array(1);
      const array = lost(counts, spikesOut);
      simulator.events$.subscribe(() => structuredClone(array, { transfer: [array.buffer] }));
      const error = thrownBy(() => simulator.evolve(new Raster(1, 2, counts), { into: { spikesOut } }));
      expect(error.code).toBe(code);
      expect(simulator.snapshot()).toEqual(before);
      expect(simulator.evolve(input).steps).toBe(3);
    }
  });

  it('can close the simulator, before anything is evolved', () => {
    const simulator = XyloSimulator.from(config);
    simulator.events$.subscribe(() => simulator.close());
    const spikesOut = Int16Array.of(99);
    expect(thrownBy(() => simulator.evolve(clipping, { into: { spikesOut } })).code).toBe('SIMULATOR_CLOSED');
    expect([...spikesOut]).toEqual([99]);
  });
});

describe('close', () => {
  it('completes events$, once', () => {
    const simulator = XyloSimulator.from(config);
    let completed = 0;
    simulator.events$.subscribe({ complete: () => completed++ });
    simulator.close();
    simulator.close();
    expect(completed).toBe(1);
  });

  it.each([
    ...entries,
    ['snapshot', (simulator: XyloSimulator) => simulator.snapshot()] as const,
    ['telemetry', (simulator: XyloSimulator) => simulator.telemetry()] as const,
    ['clearTelemetry', (simulator: XyloSimulator) => simulator.clearTelemetry()] as const,
  ])('makes %s impossible', (_, use) => {
    const simulator = XyloSimulator.from(config);
    const snapshot = simulator.snapshot();
    simulator.close();
    expect(thrownBy(() => use(simulator, snapshot))).toMatchObject({ code: 'SIMULATOR_CLOSED', who: 'sketch' });
  });

  it('makes streams end with an error, those that are on and those to come', () => {
    const simulator = XyloSimulator.from(config);
    const source = new Subject<Uint8Array>();
    const seen: unknown[] = [];
    const stream = simulator.stream(source);
    stream.subscribe({ next: (row) => seen.push([...row]), error: (error) => seen.push(error.code) });
    source.next(Uint8Array.of(0, 0));
    simulator.close();
    expect(seen).toEqual([[0], 'SIMULATOR_CLOSED']);
    source.next(Uint8Array.of(0, 0));
    stream.subscribe({ error: (error) => seen.push(error.code) });
    expect(seen).toEqual([[0], 'SIMULATOR_CLOSED', 'SIMULATOR_CLOSED']);
    expect(source.observed).toBe(false);
  });
});

describe('bad input', () => {
  const vmem = new Int16Array(3);
  it.each([
    ['a raster of other channels', 'INPUT_CHANNELS', Raster.zeros(3, 1), {}],
    ['no raster', 'INPUT_INVALID', { steps: 3, channels: 2, counts: new Float64Array(6) }, {}],
    ['an unknown output', 'RECORD_INVALID', input, { output: 'spike' }],
    ['an unknown signal', 'RECORD_INVALID', input, { record: ['vmen'] }],
    ['a small array', 'BUFFER_INVALID', input, { into: { spikesOut: new Int16Array(2) } }],
    [
      'a small array that is inherited',
      'BUFFER_INVALID',
      input,
      { into: Object.create({ spikesOut: new Int16Array(2) }) },
    ],
    ['a list of arrays', 'BUFFER_INVALID', input, { into: [] }],
    ['null for arrays', 'BUFFER_INVALID', input, { into: null }],
    ['an array twice', 'BUFFER_INVALID', input, { record: ['vmem', 'isyn'], into: { vmem, isyn: vmem } }],
  ])('%s is refused with %s, and the state is what it was', (_, code, raster, options) => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const before = simulator.snapshot();
    expect(thrownBy(() => simulator.evolve(raster as Raster, options as object))).toMatchObject({
      code,
      who: 'sketch',
    });
    expect(simulator.snapshot()).toEqual(before);
    expect(simulator.evolve(input).steps).toBe(3);
  });

  it('of arrays that change under way is what was read first', () => {
    let reads = 0;
    const spikesOut = new Int16Array(3);
    const into = {
      get spikesOut() {
        return reads++ === 0 ? spikesOut : new Int16Array(1);
      },
    };
    const { signals } = XyloSimulator.from(config).evolve(input, { into });
    expect(signals.spikesOut?.data.buffer).toBe(spikesOut.buffer);
  });

  it('null for options is as good as none', () => {
    const expected = XyloSimulator.from(config).evolve(input);
    expect(XyloSimulator.from(config).evolve(input, null as never)).toEqual(expected);
  });

  it.each([
    ['of another size', 'SNAPSHOT_MISMATCH', { vmem: new Int16Array(2) }],
    ['of another type', 'SNAPSHOT_INVALID', { vmem: [1] }],
    ['with too many spikes', 'SNAPSHOT_INVALID', { spikesHidden: Uint8Array.of(32) }],
  ])('a snapshot %s is refused with %s, and the state is what it was', (_, code, part) => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const before = simulator.snapshot();
    const snapshot = { ...before, isyn: Int16Array.of(5), ...part } as StateSnapshot;
    expect(thrownBy(() => simulator.restore(snapshot)).code).toBe(code);
    expect(simulator.snapshot()).toEqual(before);
  });
});
