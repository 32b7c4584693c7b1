export type { BusHandler, HostSession } from './bus-handler.js';
export { type ServedBus, type ServeOptions, type ServeStatistics, serveBus } from './serve-bus.js';
