import { ENDPOINT } from '../device/description.js';
import type { DeviceFile } from './device-file.js';
import { ERRNO } from './errno.js';
import type { ProcessMemory } from './process-memory.js';

/** Numbers of the USBDEVFS ioctls (linux/usbdevice_fs.h). */
const USBDEVFS = {
  resetEndpoint: 3,
  setInterface: 4,
  setConfiguration: 5,
  getDriver: 8,
  submitUrb: 10,
  discardUrb: 11,
  reapUrb: 12,
  reapUrbNoDelay: 13,
  claimInterface: 15,
  releaseInterface: 16,
  driverIoctl: 18,
  reset: 20,
  clearHalt: 21,
  getCapabilities: 26,
  disconnectAndClaim: 27,
  getSpeed: 31,
} as const;

/** ZERO_PACKET, NO_PACKET_SIZE_LIM and REAP_AFTER_DISCONNECT. */
const CAPABILITIES = 0x01 | 0x04 | 0x10;
/** `enum usb_device_speed`. */
const SPEED = { high: 3, super: 5 } as const;
const TYPE = 'U'.charCodeAt(0);

/** Carries out an ioctl on a device file; what it returns is a result or a negative error number. */
export function usbfsIoctl(
  file: DeviceFile,
  others: Iterable<DeviceFile>,
  command: number,
  argument: bigint,
  memory: ProcessMemory,
): number {
  if (((command >> 8) & 0xff) !== TYPE) return -ERRNO.ENOTTY;
  const number = command & 0xff;
  if (number === USBDEVFS.reapUrb || number === USBDEVFS.reapUrbNoDelay) return file.reap(memory, argument);
  if (file.revoked) return -ERRNO.ENODEV;
  switch (number) {
    case USBDEVFS.submitUrb:
      return file.submit(memory, argument);
    case USBDEVFS.discardUrb:
      return file.discard(argument);
    case USBDEVFS.claimInterface:
    case USBDEVFS.disconnectAndClaim:
      return claim(file, others, memory.readUint32(argument));
    case USBDEVFS.releaseInterface:
      return file.claimed.delete(memory.readUint32(argument)) ? 0 : -ERRNO.EINVAL;
    case USBDEVFS.clearHalt:
    case USBDEVFS.resetEndpoint:
      file.device.clearHalt(memory.readUint32(argument) === ENDPOINT.in ? 'in' : 'out');
      return 0;
    case USBDEVFS.getCapabilities:
      memory.writeInt32(argument, CAPABILITIES);
      return 0;
    case USBDEVFS.getSpeed:
      return file.device.description.speed >= 5000 ? SPEED.super : SPEED.high;
    case USBDEVFS.getDriver:
    case USBDEVFS.driverIoctl:
      return -ERRNO.ENODATA; // no driver of the kernel has the interface
    case USBDEVFS.setInterface:
    case USBDEVFS.setConfiguration:
    case USBDEVFS.reset:
      return 0;
    default:
      return -ERRNO.ENOTTY;
  }
}

function claim(file: DeviceFile, others: Iterable<DeviceFile>, number: number): number {
  if (number !== 0) return -ERRNO.EINVAL;
  for (const other of others) {
    if (other !== file && other.device === file.device && other.claimed.has(number)) return -ERRNO.EBUSY;
  }
  file.claimed.add(number);
  return 0;
}
