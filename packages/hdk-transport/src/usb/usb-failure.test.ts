import { describe, expect, it } from 'vitest';
import { explainUsbFailure, usbError, usbFailureOf } from './usb-failure.js';

/** Seen with `usb` 3.1.0, or read in its binary. */
const TEXTS = [
  ['transferIn error: Cancelled', 'timeout', 'USB_TIMEOUT'],
  ['transferOut error: Cancelled', 'timeout', 'USB_TIMEOUT'],
  ['transferIn error: Stall', 'stall', 'USB_STALLED'],
  ['controlTransferIn error: endpoint stalled', 'stall', 'USB_STALLED'],
  ['transferOut error: Disconnected', 'disconnected', 'USB_DISCONNECTED'],
  ['open error: device disconnected (errno 19)', 'disconnected', 'USB_DISCONNECTED'],
  ['open error: device not found', 'disconnected', 'USB_DISCONNECTED'],
  ['claimInterface error: interface is busy (errno 16)', 'busy', 'USB_BUSY'],
  ['open error: permission denied (errno 13)', 'permission', 'USB_PERMISSION'],
  ['open error: operation not permitted (errno 1)', 'permission', 'USB_PERMISSION'],
  ['releaseInterface error: invalid state', 'state', 'USB_STATE'],
  ['releaseInterface error: not claimed', 'state', 'USB_STATE'],
  ['The same native value cannot be borrowed mutably while another borrow is active', 'state', 'USB_STATE'],
  ['transferIn error: endpoint not found', 'state', 'USB_STATE'],
  ['a transfer is already pending', 'state', 'USB_STATE'],
  ['getDevices error: /sys/bus/usb/devices/ not found (errno 2)', 'unavailable', 'USB_UNAVAILABLE'],
  ['Cannot find native binding. npm has a bug', 'unavailable', 'USB_UNAVAILABLE'],
  ['transferIn error: Fault', 'fault', 'USB_FAULT'],
  ['claimInterface error: interface not found (errno 22)', 'fault', 'USB_FAULT'],
  ['open error: something (errno 160)', 'fault', 'USB_FAULT'],
] as const;

describe('what a failure of usb means', () => {
  it.each(TEXTS)('%s', (text, failure, code) => {
    const cause = new Error(text);
    expect(usbFailureOf(cause)).toBe(failure);
    expect(usbError(cause, 'usb 001:002')).toMatchObject({ code, who: 'usb 001:002', cause, hint: expect.any(String) });
  });

  it('takes what is no error', () => {
    expect(usbFailureOf('Stall')).toBe('stall');
    expect(usbFailureOf(undefined)).toBe('fault');
  });

  it('shows the text only where it is not known', () => {
    expect(explainUsbFailure(new Error('oops')).message).toBe('the transfer failed: oops');
    expect(explainUsbFailure(new Error('transferIn error: Disconnected')).message).not.toContain('transferIn');
  });

  it('says how to get the right to open a device', () => {
    expect(explainUsbFailure(new Error('permission denied')).hint).toContain('ATTR{idVendor}=="1209"');
  });
});
