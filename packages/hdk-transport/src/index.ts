export type { BoardIdentity, Bus, BusEnd, BusStatistics, RequestOptions } from './bus/bus.js';
export { BusError, type BusOutcome } from './bus/bus-error.js';
export type {
  BusEvent,
  EventsLost,
  MonitoredStates,
  OutputSpike,
  PowerSample,
  Readout,
} from './bus/event.js';
export type {
  MonitoredSignal,
  Operation,
  OperationMode,
  OperationResult,
  OperationResults,
  SpikeBatch,
  Words,
} from './bus/operation.js';
export { type Clock, systemClock, type TimerOptions } from './clock.js';
export type { Link, LinkEnd, LinkInfo } from './link/link.js';
export type { BusOptions } from './session/bus-options.js';
export { deadline } from './session/deadline.js';
export { openBus } from './session/open-bus.js';
