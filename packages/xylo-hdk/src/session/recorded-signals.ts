import {
  type DeviceConfig,
  type EvolveOptions,
  type Issue,
  OUTPUT_SIGNALS,
  type OutputMode,
  refuseOnErrors,
  SIGNAL_NAMES,
  type SignalName,
} from '@xylopipe/core';
import { type WantedSignals, wantedSignals } from '@xylopipe/core/session';
import type { Bus, MonitoredSignal } from '@xylopipe/hdk-transport';

/**
 * What an evolution on a board is to hold. `record: true` is all that this board can bring.
 * @throws RECORD_INVALID as `wantedSignals`, and with `SIGNAL_UNSUPPORTED` for each signal that is asked for by its name and
 * that the board cannot bring
 */
export function recordedSignals(
  output: OutputMode,
  record: EvolveOptions['record'],
  config: DeviceConfig,
  { signals }: Pick<Bus, 'signals'>,
): WantedSignals {
  if (signals === undefined) return wantedSignals(output, record, config);
  const brings = (name: SignalName): boolean =>
    // The one is in every readout, the other is 0 where it is not in use.
    name === 'spikesOut' || (name === 'isyn2' && !config.synapse2Enable) || signals.includes(name as MonitoredSignal);
  const wanted = wantedSignals(output, record === true ? SIGNAL_NAMES.filter(brings) : record, config);
  const issues = [...wanted.keys()].filter((name) => !brings(name)).map((name) => unsupported(name, output, signals));
  refuseOnErrors(issues, 'RECORD_INVALID', 'this cannot be recorded', { who: config.chipId });
  return wanted;
}

const unsupported = (name: SignalName, output: OutputMode, signals: readonly SignalName[]): Issue => ({
  code: 'SIGNAL_UNSUPPORTED',
  severity: 'error',
  at: OUTPUT_SIGNALS[output] === name ? ['output'] : ['record', name],
  measured: name,
  limit: ['spikesOut', ...signals].join(', '),
  message: `this board cannot tell ${name}`,
  hint: 'give `record: true` for all that it can',
});
