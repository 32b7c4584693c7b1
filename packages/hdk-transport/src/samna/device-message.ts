import type { SamnaDevice } from './devices/samna-device.js';

/** What the Python side has to know of a device. */
export function deviceMessage({ module, time, monitors, registers, power }: SamnaDevice): Record<string, unknown> {
  const { states, signals } = monitors;
  const members = Object.values(signals).map(({ member }) => member);
  // Where samna gathers states beside, a readout only tells the time.
  const ofReadout = states === undefined ? new Set(['output_spikes', ...members]) : [];
  return {
    module,
    reports: { Readout: [time.field, ...ofReadout], Spike: ['neuron_id', time.field] },
    ...(states !== undefined && { states: { ...states, time: time.field } }),
    markers: registers.flatMap(({ first, count }) => Array.from({ length: Math.min(count, 4) }, (_, i) => first + i)),
    power,
  };
}
