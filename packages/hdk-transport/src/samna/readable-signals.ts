import type { SignalName } from '@xylopipe/core';
import type { Bus } from '../bus/bus.js';
import type { MonitoredSignal, OperationMode } from '../bus/operation.js';
import type { SamnaDevice } from './devices/samna-device.js';

/** What readouts can bring by way of samna: that of which is public how it is monitored, in the modes in which it can be. */
export const signalsByMode = (device: SamnaDevice): NonNullable<Bus['signals']> =>
  Object.freeze({
    manual: signalsIn(device, 'manual'),
    accelerated: signalsIn(device, 'accelerated'),
    realTime: signalsIn(device, 'realTime'),
  });

function signalsIn({ modes, monitors, manual }: SamnaDevice, name: OperationMode): readonly SignalName[] {
  const mode = modes[name];
  const signals = Object.keys(monitors.signals) as MonitoredSignal[];
  // Why there is no such mode is told where it is asked for.
  if (typeof mode === 'string' || mode.monitors || (name === 'manual' && manual !== undefined))
    return Object.freeze(['spikesOut', ...signals]);
  // What is gathered beside comes with the readouts of an input, and there is none of that here.
  if (monitors.states !== undefined) return Object.freeze([]);
  const always = signals.filter((signal) => monitors.signals[signal]?.monitor === undefined);
  return Object.freeze(['spikesOut', ...always]);
}
