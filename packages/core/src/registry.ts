export { type BoardInfo, type Device, DeviceRegistry } from './device/registry.js';
