import { describe, expect, it, vi } from 'vitest';
import { layer, model, run } from '../../../test/plain-model.js';
import { TimeWindow } from '../time-window.js';
import { rasterKey } from './keys.js';
import { RasterState } from './raster-state.js';

const STEPS = 40;
const rows = Array.from({ length: STEPS }, (_, t) => Array.from({ length: 20 }, (_, n) => Number(t % 10 === n)));
const ids = Array.from({ length: 20 }, (_, n) => n);
const one = model({ runs: [run('simulator', STEPS, [layer('a', 'hidden', ids, { spikes: rows })])] });
const two = { ...one, runs: [...one.runs, run('float', STEPS, [layer('a', 'hidden', ids, { spikes: rows })])] };

function stateOf(shown = one) {
  const changed = vi.fn();
  return { state: new RasterState(shown, 'hidden', new TimeWindow(STEPS), changed), changed };
}

const press = (state: RasterState, key: string, { shiftKey = false, altKey = false, code = '' } = {}): boolean =>
  rasterKey(state, { key, code, shiftKey, altKey });

describe('RasterState', () => {
  it('lays the second run over the first where there is one', () => {
    expect(stateOf().state.overlay).toBeUndefined();
    const { state } = stateOf(two);
    expect(state.overlay).toBe(1);
    state.setOnly(0);
    state.setOverlay(undefined);
    expect(state.only).toBeUndefined();
    expect(state.data.other).toBeUndefined();
  });

  it('keeps what the reader chose with the next model, as far as it fits', () => {
    const { state } = stateOf(two);
    state.showRows({ from: 5, to: 15 });
    state.visit({ step: 3, row: 7 });
    state.setModel(two);
    expect(state.rows).toEqual({ from: 5, to: 15 });
    expect(state.cell).toEqual({ step: 3, row: 7 });
    state.setModel(one);
    expect(state.overlay).toBeUndefined();
    state.setModel(two);
    expect(state.overlay).toBe(1);
    state.setModel(model({ layers: [layer('a', 'hidden', [1, 2])] }));
    expect(state.rows).toEqual({ from: 0, to: 2 });
    expect(state.row).toBeNull();
  });

  it('looks at a cell, and tells', () => {
    const { state, changed } = stateOf();
    state.point({ step: 4, row: 3 });
    expect(state.neuron).toMatchObject({ id: 3, neuron: 3 });
    expect(changed).toHaveBeenCalledTimes(1);
    state.point(null);
    expect(state.cell).toBeNull();
    expect(state.neuron).toBeUndefined();
  });
});

describe('rasterKey', () => {
  it('moves and zooms rows, and shows all', () => {
    const { state } = stateOf();
    expect(press(state, '+', { altKey: true })).toBe(true);
    expect(state.rows.to - state.rows.from).toBeCloseTo(20 / 1.5);
    const { from } = state.rows;
    press(state, 'ArrowDown');
    expect(state.rows.from).toBeCloseTo(from + 0.2 * (20 / 1.5));
    press(state, 'ArrowUp');
    expect(state.rows.from).toBeCloseTo(from);
    press(state, '+');
    expect(state.time.isFull).toBe(false);
    press(state, '0');
    expect(state.isFull).toBe(true);
    press(state, '-', { altKey: true });
    expect(state.isFull).toBe(true);
  });

  it.each([
    ['=', ''],
    ['≠', 'Equal'],
    ['±', 'NumpadAdd'],
  ])('zooms rows with Alt, whatever it makes of the key: %s', (key, code) => {
    const { state } = stateOf();
    expect(press(state, key, { altKey: true, code })).toBe(true);
    expect(state.rows.to - state.rows.from).toBeCloseTo(20 / 1.5);
    expect(state.time.isFull).toBe(true);
    expect(press(state, '–', { altKey: true, code: 'Minus' })).toBe(true);
    expect(state.isFull).toBe(true);
    expect(press(state, 'n', { altKey: true })).toBe(false);
  });

  it('moves the crosshair from the middle, at most to the edges', () => {
    const { state } = stateOf();
    press(state, 'ArrowDown', { shiftKey: true });
    expect(state.cell).toEqual({ step: 20, row: 10 });
    press(state, 'ArrowRight', { shiftKey: true });
    press(state, 'ArrowUp', { shiftKey: true });
    expect(state.cell).toEqual({ step: 21, row: 9 });
    for (let i = 0; i < 50; i++) press(state, 'ArrowLeft', { shiftKey: true });
    for (let i = 0; i < 50; i++) press(state, 'ArrowUp', { shiftKey: true });
    expect(state.cell).toEqual({ step: 0, row: 0 });
  });

  it('goes from spike to spike of a neuron', () => {
    const { state } = stateOf();
    state.point({ step: 0, row: 3 });
    press(state, 'n');
    expect(state.cell).toEqual({ step: 3, row: 3 });
    press(state, 'n');
    expect(state.cell).toEqual({ step: 13, row: 3 });
    press(state, 'p');
    press(state, 'p');
    expect(state.cell).toEqual({ step: 3, row: 3 });
  });

  it('does nothing where there is nothing, and leaves other keys to others', () => {
    const empty = new RasterState({ title: '', runs: [], issues: [] }, 'hidden', new TimeWindow(0), () => undefined);
    for (const key of ['n', 'p', 'd', '0', '+', '-', 'ArrowDown']) expect(press(empty, key)).toBe(true);
    expect(press(empty, 'ArrowDown', { shiftKey: true })).toBe(true);
    expect(empty.cell).toBeNull();
    expect(press(empty, 'x')).toBe(false);
  });
});
