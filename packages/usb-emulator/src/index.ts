export { AttachedUsbDevice, attachUsbDevice, BUS_VARIABLE, type DeviceFirmware } from './cable/attach-device.js';
export type { Direction, UsbDeviceDescription, UsbInterfaceDescription } from './device/description.js';
export { HXP_BOARD, plugInHxpBoard } from './hxp/plug-in-hxp-board.js';
export { type RunOptions, type RunResult, runWithEmulatedUsb } from './run/run-with-emulated-usb.js';
export { whyNoEmulatedUsb } from './run/why-no-emulated-usb.js';
