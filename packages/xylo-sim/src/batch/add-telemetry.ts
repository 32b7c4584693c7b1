import type { Telemetry } from '../telemetry/telemetry.js';

/** The counts of two runs of one network together. */
export const addTelemetry = (a: Telemetry, b: Telemetry): Telemetry => ({
  steps: a.steps + b.steps,
  inputCut: a.inputCut.map((count, i) => count + (b.inputCut[i] as number)),
  isynSaturated: sumOf(a.isynSaturated, b.isynSaturated),
  vmemSaturated: sumOf(a.vmemSaturated, b.vmemSaturated),
  spikesCut: sumOf(a.spikesCut, b.spikesCut),
  fired: sumOf(a.fired, b.fired),
  isynOutSaturated: sumOf(a.isynOutSaturated, b.isynOutSaturated),
  vmemOutSaturated: sumOf(a.vmemOutSaturated, b.vmemOutSaturated),
  firedOut: sumOf(a.firedOut, b.firedOut),
});

const sumOf = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((count, i) => count + (b[i] as number));
