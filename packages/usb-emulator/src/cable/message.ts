import type { Direction, UsbDeviceDescription } from '../device/description.js';

/** What a device's firmware has the bus do. Each is answered by `done`, in their order. */
export type Command =
  | { readonly type: 'attach'; readonly description: UsbDeviceDescription }
  | { readonly type: 'plug' }
  /** At once, or when so many bytes more have come from the host. */
  | { readonly type: 'unplug'; readonly afterBytes: number }
  | { readonly type: 'halt'; readonly direction: Direction }
  | { readonly type: 'hold'; readonly direction: Direction; readonly on: boolean }
  | { readonly type: 'flush' };

/** What a device's firmware tells the bus. */
export type FromFirmware =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  /** So many of the received bytes are dealt with, and make room for others. */
  | { readonly type: 'room'; readonly bytes: number }
  /** Answers the oldest request. */
  | { readonly type: 'answer'; readonly accepted: boolean };

/** What the bus tells a device's firmware. */
export type ToFirmware =
  | { readonly type: 'done' }
  | { readonly type: 'received'; readonly bytes: Uint8Array }
  /** The host has taken so many of the bytes that were sent. */
  | { readonly type: 'taken'; readonly bytes: number }
  | { readonly type: 'request'; readonly code: number; readonly value: number }
  /** The host has cleared the stall of an endpoint. */
  | { readonly type: 'cleared'; readonly direction: Direction }
  | { readonly type: 'unplugged' };
