import { afterEach, expect, it } from 'vitest';
import { MemoryCap } from './memory-cap.js';

const { grow } = WebAssembly.Memory.prototype;

afterEach(() => {
  WebAssembly.Memory.prototype.grow = grow;
});

it('lets memories grow up to the cap, and says when one wanted more', () => {
  const cap = MemoryCap.set(3 * 65_536);
  const memory = new WebAssembly.Memory({ initial: 1 });
  expect([memory.grow(2), cap.hit]).toEqual([1, false]);
  expect(() => memory.grow(1)).toThrow(RangeError);
  expect([memory.buffer.byteLength, cap.hit]).toEqual([3 * 65_536, true]);
});
