export { inputClipped, inputOf, isUint8Array, nameOf } from './input-check.js';
export { isDetached } from './is-detached.js';
export { MAX_SPIKES } from './max-spikes.js';
export { neuronsOf, type WantedSignals, wantedSignals } from './record-choice.js';
export {
  evolutionOf,
  newRecording,
  type RecordedSignal,
  type Recording,
  type RecordingBuffers,
  valuesOf,
} from './recording.js';
export { signalEntries } from './signal-entries.js';
export { stateOf } from './snapshot-check.js';
