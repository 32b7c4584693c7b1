import type { AnySpec, ChipLimits, Issue } from '@xylopipe/core';
import { sameTimestep } from '../same-timestep.js';

/** A timestep that the chip does not have when it runs in real time. It can still run accelerated. */
export function checkTimestep({ dt }: AnySpec, { chipId, realTimeDt }: ChipLimits): readonly Issue[] {
  if (realTimeDt === undefined || sameTimestep(dt, realTimeDt)) return [];
  return [
    {
      code: 'LIMIT_REAL_TIME_DT',
      severity: 'warning',
      at: ['dt'],
      measured: dt,
      limit: realTimeDt,
      message: `in real time ${chipId} steps every ${realTimeDt} s`,
      hint: `train with dt = ${realTimeDt}, or run accelerated only`,
    },
  ];
}
