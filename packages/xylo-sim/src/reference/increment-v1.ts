import { leak, saturate16 } from '@xylopipe/core';

/** Update rule v1: leak and current, in a wide word. There is no bias. */
export const incrementV1 = (vmem: number, dashMem: number, current: number): number => current - leak(vmem, dashMem);

/** Whether the membrane saturates under v1: the one addition that can. */
export function saturatesV1(vmem: number, dashMem: number, current: number): boolean {
  const wide = vmem + incrementV1(vmem, dashMem, current);
  return wide !== saturate16(wide);
}
