import {
  checkSpecShapes,
  type Issue,
  issueUnder,
  type MappedSpec,
  type Raster,
  refuseOnErrors,
  specSizes,
} from '@xylopipe/core';
import type { LadderSpecs } from './ideal-network.js';

/**
 * Refuses what is not one network before and after quantization, numbers that are none, and an input of other channels.
 * @throws LADDER_REFUSED with an issue each.
 */
export function refuseBadSpecs({ mapped, quantized }: LadderSpecs, raster: Raster): void {
  const issues: Issue[] = [
    ...checkSpecShapes(mapped).map((issue) => issueUnder(['mapped'], issue)),
    ...checkSpecShapes(quantized).map((issue) => issueUnder(['quantized'], issue)),
  ];
  if (issues.length === 0) {
    issues.push(...otherLayout({ mapped, quantized }), ...otherInput({ mapped }, raster), ...notFinite(mapped));
  }
  refuseOnErrors(issues, 'LADDER_REFUSED', 'not a network, its quantization and an input', { who: mapped.chipId });
}

function otherLayout({ mapped, quantized }: LadderSpecs): readonly Issue[] {
  const issue = (at: Issue['at'], measured: number | string, limit: number | string): Issue => ({
    code: 'SHAPE_MISMATCH',
    severity: 'error',
    at: ['quantized', ...at],
    measured,
    limit,
    message: `the quantized specification has other ${at[0]} than the mapped one`,
    hint: 'give a specification and what quantization made of it',
  });
  const before = specSizes(mapped);
  const after = specSizes(quantized);
  const sizes = (Object.keys(before) as (keyof typeof before)[]).flatMap((size) =>
    before[size] === after[size] ? [] : [issue([size], after[size], before[size])],
  );
  const [aliasesBefore, aliasesAfter] = [mapped, quantized].map(({ aliases }) => JSON.stringify(aliases));
  return aliasesBefore === aliasesAfter ? sizes : [...sizes, issue(['aliases'], 'others', 'the same')];
}

function otherInput({ mapped }: Pick<LadderSpecs, 'mapped'>, raster: Raster): readonly Issue[] {
  const { inputs } = specSizes(mapped);
  if (raster.channels === inputs) return [];
  return [
    {
      code: 'INPUT_SHAPE',
      severity: 'error',
      at: ['raster'],
      measured: raster.channels,
      limit: inputs,
      message: 'the input has another number of channels than the network',
      hint: 'give one column per input channel',
    },
  ];
}

/** Quantized specifications hold integers by their type. */
function notFinite(mapped: MappedSpec): readonly Issue[] {
  return Object.entries(mapped).flatMap(([field, value]): Issue[] => {
    const data: unknown = typeof value === 'object' && 'data' in value ? value.data : value;
    const bad = data instanceof Float64Array ? data.findIndex((x) => !Number.isFinite(x)) : -1;
    if (bad < 0) return [];
    return [
      {
        code: 'NOT_FINITE',
        severity: 'error',
        at: ['mapped', field, bad],
        message: `element ${bad} (row-major) of ${field} is no finite number`,
        hint: 'look for time constants, weights or thresholds that are NaN or infinite',
      },
    ];
  });
}
