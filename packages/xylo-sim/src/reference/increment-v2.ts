import { leak, saturate16, wrap16 } from '@xylopipe/core';

/**
 * Update rule v2: leak, current and bias meet in a 16-bit word, which saturates at each addition.
 * The negated leak wraps instead: of a membrane at -32768 with `dashMem` 0 it is -32768, not 32768.
 */
export function incrementV2(vmem: number, dashMem: number, current: number, bias: number): number {
  const leaked = wrap16(-leak(vmem, dashMem));
  return saturate16(saturate16(leaked + current) + bias);
}

/** Whether any of the three additions saturates under v2: leak and current, bias, membrane. The wrap of the leak does not count. */
export function saturatesV2(vmem: number, dashMem: number, current: number, bias: number): boolean {
  const charged = wrap16(-leak(vmem, dashMem)) + current;
  const biased = charged + bias;
  const moved = vmem + biased;
  return charged !== saturate16(charged) || biased !== saturate16(biased) || moved !== saturate16(moved);
}
