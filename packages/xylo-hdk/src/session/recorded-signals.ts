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
import type { Bus, OperationMode } from '@xylopipe/hdk-transport';

/**
 * What an evolution on a board is to hold. `record: true` is all that this board can bring in this mode.
 * @throws RECORD_INVALID as `wantedSignals`, and with `SIGNAL_UNSUPPORTED` for each signal that is asked for by its name and
 * that the board cannot bring
 */
export function recordedSignals(
  output: OutputMode,
  record: EvolveOptions['record'],
  config: DeviceConfig,
  mode: OperationMode,
  bus: Pick<Bus, 'signals'>,
): WantedSignals {
  const signals = bus.signals?.[mode];
  if (signals === undefined) return wantedSignals(output, record, config);
  const brings = (name: SignalName): boolean =>
    // A second synapse that is not in use is 0.
    (name === 'isyn2' && !config.synapse2Enable) || signals.includes(name);
  const wanted = wantedSignals(output, record === true ? SIGNAL_NAMES.filter(brings) : record, config);
  const issues = [...wanted.keys()]
    .filter((name) => !brings(name))
    .map((name) => unsupported(name, { output, mode, signals }));
  refuseOnErrors(issues, 'RECORD_INVALID', 'this cannot be recorded', { who: config.chipId });
  return wanted;
}

const unsupported = (
  name: SignalName,
  { output, mode, signals }: { output: OutputMode; mode: OperationMode; signals: readonly SignalName[] },
): Issue => ({
  code: 'SIGNAL_UNSUPPORTED',
  severity: 'error',
  at: OUTPUT_SIGNALS[output] === name ? ['output'] : ['record', name],
  measured: name,
  limit: signals.join(', '),
  message: `this board cannot tell ${name} in ${mode} mode`,
  hint: signals.length > 0 ? 'give `record: true` for all that it can' : 'use `evolve`: it is in accelerated mode',
});
