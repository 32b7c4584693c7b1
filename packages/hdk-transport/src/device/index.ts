export type { BusHandler } from './bus-handler.js';
export { type ServedBus, type ServeOptions, type ServeStatistics, serveBus } from './serve-bus.js';
