import { describe, expect, it } from 'vitest';
import { layer, run } from '../../test/runs.js';
import { spec } from '../../test/specs.js';
import { chipLimits, floatLimits } from './spike-limits.js';

const network = (fields: object = {}) => ({ ...spec({ hidden: 2, outputs: 1, threshold: [5, 5] }), ...fields });
const float = (hidden: number, output: number) =>
  run(
    'float',
    layer(
      {
        spikes: [
          [0, 1],
          [hidden, 0],
        ],
      },
      { name: 'hidden' },
    ),
    layer({ spikes: [[0], [output]] }, { name: 'output', role: 'output' }),
  );
const floats = (...numbers: readonly number[]) => Float64Array.from(numbers);

describe('floatLimits', () => {
  it('are what a layer is seen to do, where that is more than a chip does', () => {
    expect(floatLimits(network(), float(40, 3))).toEqual({ hidden: floats(40, 40), outputs: floats(3) });
    expect(floatLimits(network(), float(2, 0))).toEqual(chipLimits(network()));
  });

  it('are none that matter where no run, or no spikes, are known', () => {
    const open = { hidden: floats(65536, 65536), outputs: floats(65536) };
    expect(floatLimits(network(), undefined)).toEqual(open);
    const blind = run('float', layer({}, { name: 'hidden' }));
    expect(floatLimits(network(), blind)).toEqual(open);
  });

  it('add up along aliases', () => {
    expect(floatLimits(network({ aliases: [[1], []] }), float(40, 0)).hidden).toEqual(floats(40, 80));
  });

  it('stay those of the chip for thresholds that no spike can leave behind', () => {
    const levels = { threshold: Int16Array.of(0, 5), thresholdOut: Int16Array.of(-1) };
    expect(floatLimits(network(levels), float(40, 3))).toEqual({ hidden: floats(31, 40), outputs: floats(1) });
  });
});
