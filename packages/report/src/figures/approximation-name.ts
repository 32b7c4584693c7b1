import type { Cause } from '@xylopipe/compare';

const NAMES: Readonly<Record<Cause, string>> = {
  delay: 'delay per layer',
  spikeCap: 'spike cap',
  dashRounding: 'dash rounding',
  weightRounding: 'weight rounding',
  truncation: 'truncation of states',
  saturation: '16-bit saturation',
  device: 'the device itself',
};

/** An approximation of a chip in words. */
export const approximationName = (cause: Cause): string => NAMES[cause] ?? String(cause);
