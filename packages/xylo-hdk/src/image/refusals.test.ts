import { type DeviceConfig, deviceConfigFromSpec, XylopipeError, zeros } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { drivenChip } from '../../test/boards.js';
import { everyBank } from '../../test/configs.js';
import { memoryImage } from './memory-image.js';

/** A silent network of a size. */
function silent(chipId: string, hidden: number, { inputs = 1, outputs = 1 } = {}): DeviceConfig {
  const [perHidden, perOutput] = [zeros([hidden]).data, zeros([outputs]).data];
  return deviceConfigFromSpec({
    chipId,
    dt: 0.001,
    weightsIn: zeros([inputs, hidden, 1]),
    weightsRec: zeros([hidden, hidden, 1]),
    weightsOut: zeros([hidden, outputs]),
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: perHidden,
    dashSyn: perHidden,
    dashSyn2: perHidden,
    dashMemOut: perOutput,
    dashSynOut: perOutput,
    threshold: perHidden,
    thresholdOut: perOutput,
    bias: perHidden,
    biasOut: perOutput,
    aliases: Array.from({ length: hidden }, () => []),
  });
}

const issuesOf = (config: DeviceConfig, chipId = config.chipId): readonly unknown[] => {
  try {
    memoryImage(config, drivenChip(chipId));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(XylopipeError);
    expect(error).toMatchObject({ code: 'IMAGE_REFUSED', who: chipId });
    return (error as XylopipeError).issues;
  }
};

describe('buffer neurons', () => {
  it.each([
    [998, {}],
    [997, {}],
    [998, { inputs: 16, outputs: 8 }],
  ])('fit behind %i hidden neurons', (hidden, sizes) => {
    expect(issuesOf(silent('syns61300', hidden, sizes))).toEqual([]);
  });

  it.each([
    [999, 1001, 998],
    [1000, 1001, 998],
  ])('do not fit behind %i', (hidden, measured, most) => {
    const issues = issuesOf(silent('syns61300', hidden));
    expect(issues).toMatchObject([{ code: 'LIMIT_BUFFER_NEURONS', severity: 'error', measured, limit: 1000 }]);
    expect(issues).toMatchObject([{ hint: `use at most ${most} hidden neurons` }]);
  });

  it('are not there under update rule v2', () => {
    expect(issuesOf(silent('syns61201', 1000, { inputs: 16, outputs: 8 }))).toEqual([]);
  });
});

describe('what a chip has no room for', () => {
  it('is refused by name, all of it', () => {
    const issues = issuesOf(silent('syns63300', 500, { inputs: 17 }));
    expect(issues).toMatchObject([
      { code: 'MEMORY_FULL', at: ['IWTRAM'], measured: 8500, limit: 2048 },
      { code: 'MEMORY_FULL', at: ['HSPKRAM'], measured: 500, limit: 496 },
      { code: 'MEMORY_FULL', at: ['HEFOCRAM'], measured: 500, limit: 496 },
      { code: 'VALUE_RANGE', at: ['CTRL2', 'IENC'], measured: 500 },
      { code: 'VALUE_RANGE', at: ['CTRL3', 'OENC'], measured: 500 },
    ]);
  });

  it('or field, is refused and never cut', () => {
    const config = everyBank('syns65302');
    const wild = {
      ...config,
      weightShiftIn: 8,
      bias: Int16Array.of(128, 0, -129),
      aliases: [[1, 2], [], [1]],
      dashMem: Uint8Array.of(16, 1, 1),
    };
    expect(issuesOf(wild)).toMatchObject([
      { code: 'LIMIT_ALIAS_TARGETS', at: ['aliases', 0], measured: 2, limit: 1 },
      { code: 'VALUE_RANGE', at: ['NDMRAM', 0], measured: 16, limit: '0 to 15' },
      { code: 'VALUE_RANGE', at: ['NBRAM', 0], measured: 128, limit: '-128 to 127' },
      { code: 'VALUE_RANGE', at: ['CTRL1', 'IWBS'], measured: 8, limit: '0 to 7' },
    ]);
  });

  it('is refused where the chip lacks bank and switch', () => {
    expect(issuesOf(everyBank('syns61300'), 'syns61300')).toMatchObject([
      { code: 'BANK_MISSING', at: ['bias'] },
      { code: 'FIELD_MISSING', at: ['BIAS_EN'], measured: 1 },
    ]);
    expect(issuesOf({ ...everyBank('syns63300') }).map((issue) => (issue as { at: unknown }).at)).toEqual([
      ['weightsIn2'],
      ['isyn2'],
      ['dashSyn2'],
      ['weightsRec2'],
      ['ISYN2_EN'],
    ]);
  });
});
