export type { Device } from './device/device.js';
export { type BoardInfo, DeviceRegistry } from './device/registry.js';
