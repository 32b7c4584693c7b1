import { expect, it } from 'vitest';
import { mergeFields } from './samna-fields.js';

it('merges attributes at every level, and replaces everything else', () => {
  const mode = { $name: 'xyloImu.OperationMode.Manual' };
  const first = { debug: { a: 1, b: [1, 2], deep: { x: 1 } }, mode: { $name: 'other' }, kept: null };
  const second = { debug: { b: [3], deep: { y: 2 } }, mode };
  expect(mergeFields(first, second)).toEqual({ debug: { a: 1, b: [3], deep: { x: 1, y: 2 } }, mode, kept: null });
  expect(first.debug).toEqual({ a: 1, b: [1, 2], deep: { x: 1 } });
});

it('replaces new objects whole', () => {
  const range = (end: number) => ({ $new: ['NeuronRange'], args: [0, end] });
  expect(mergeFields({ monitor: range(1) }, { monitor: range(2) })).toEqual({ monitor: range(2) });
});
