export type {
  UsbAlternateLike,
  UsbConfigurationLike,
  UsbDeviceLike,
  UsbInResultLike,
  UsbSetupLike,
} from '../usb-link/usb-device-like.js';
export { type UsbLinkOptions, usbLink } from '../usb-link/usb-link.js';
export type { UsbBoard, UsbDirection, UsbPort, UsbTransferIn, UsbTransferOut } from '../usb-link/usb-port.js';
export type { WebUsb, WebUsbFilter } from './web-usb.js';
export { grantedUsbBoards, requestUsbBoard } from './web-usb-boards.js';
