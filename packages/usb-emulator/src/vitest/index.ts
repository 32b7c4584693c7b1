export { describeInEmulatedUsb } from './describe-in-emulated-usb.js';
