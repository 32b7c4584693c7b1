import { type ChipLimits, defineLimits } from '@xylopipe/core';
import { core1000Limits } from '@xylopipe/xylo-common';

/** What Xylo Audio 2 can hold. */
export const limits: ChipLimits = defineLimits({
  ...core1000Limits,
  chipId: 'syns61201',
  label: 'Xylo Audio 2',
  bias: true,
  hibernation: true,
  mainClock: 50_000_000,
  updateRule: 'v2',
});
