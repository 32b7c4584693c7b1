import { leak } from '@xylopipe/core';

/** Update rule v1: leak and current, in a wide word. There is no bias. */
export const incrementV1 = (vmem: number, dashMem: number, current: number): number => current - leak(vmem, dashMem);
