import type { Cause } from '@xylopipe/compare';

const NAMES: Readonly<Record<Cause, string>> = {
  delay: 'delay of a step per layer',
  spikeCap: 'cap of spikes',
  leakForm: 'form of the leak',
  dashRounding: 'whole dashes',
  weightRounding: 'whole weights',
  truncation: 'whole states',
  saturation: '16-bit saturation',
  device: 'the device itself',
};

/** An approximation of a chip in words. */
export const approximationName = (cause: Cause): string => NAMES[cause] ?? String(cause);
