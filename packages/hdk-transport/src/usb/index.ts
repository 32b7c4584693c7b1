export { HXP_OVER_USB, LINK_STATE } from '../usb-link/hxp-over-usb.js';
export { UsbDeviceEnd, type UsbFunction } from '../usb-link/usb-device-end.js';
export { type UsbLinkOptions, usbLink } from '../usb-link/usb-link.js';
export type { UsbBoard, UsbDirection, UsbPort, UsbTransferIn, UsbTransferOut } from '../usb-link/usb-port.js';
export { type ConnectUsbOptions, connectUsb } from './connect-usb.js';
export { listUsbBoards } from './list-usb-boards.js';
export { type UsbHotplug, type WatchUsbOptions, watchUsbBoards } from './watch-usb-boards.js';
