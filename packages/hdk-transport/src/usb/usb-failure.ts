import { type Issue, XylopipeError } from '@xylopipe/core';

/** What a failure of the package `usb` means. */
export type UsbFailure =
  | 'timeout'
  | 'stall'
  | 'disconnected'
  | 'busy'
  | 'permission'
  | 'state'
  | 'unavailable'
  | 'fault';

/** Texts of `usb` 3.1.0 and of `nusb` 0.2, by which alone failures can be told apart. The first that fits counts. */
const TEXTS: readonly (readonly [text: RegExp, failure: UsbFailure])[] = [
  [/\bcancelled\b/i, 'timeout'],
  [/\bstall(ed)?\b/i, 'stall'],
  [/disconnected|device not found|\(errno 19\)/i, 'disconnected'],
  [/is busy|\(errno 16\)/i, 'busy'],
  [/permission denied|\(errno (1|13)\)/i, 'permission'],
  [/invalid state|not claimed|borrowed|endpoint not found|already pending/i, 'state'],
  [/\/sys\/bus\/usb\/devices\/? not found|cannot find (native binding|module)/i, 'unavailable'],
];

/** Which kind of failure a rejection of the package `usb` is; a text that nobody knows is a `fault`. */
export function usbFailureOf(error: unknown): UsbFailure {
  const text = textOf(error);
  return TEXTS.find(([known]) => known.test(text))?.[1] ?? 'fault';
}

const UDEV_RULE = 'SUBSYSTEM=="usb", ATTR{idVendor}=="1209", ATTR{idProduct}=="0001", TAG+="uaccess"';

const SAYS: Readonly<Record<UsbFailure, readonly [code: string, message: string, hint: string]>> = {
  timeout: ['USB_TIMEOUT', 'the device did not answer in time', 'does its firmware still run?'],
  stall: ['USB_STALLED', 'the device refuses the transfer', 'plug it in again'],
  disconnected: ['USB_DISCONNECTED', 'the device is no longer there', 'plug it in again and open another link'],
  busy: ['USB_BUSY', 'another program has the device', 'close that program; a board is opened by one at a time'],
  permission: [
    'USB_PERMISSION',
    'the system does not let this user open the device',
    `on Linux write ${UDEV_RULE} into /etc/udev/rules.d/70-xylopipe.rules, run "udevadm control --reload" as root, and plug it in again`,
  ],
  state: ['USB_STATE', 'the device is not open, or used in two ways at once', 'open it by one link only'],
  unavailable: [
    'USB_UNAVAILABLE',
    'this system offers no USB',
    'containers need /sys/bus/usb and /dev/bus/usb; the package usb needs its optional dependencies',
  ],
  fault: ['USB_FAULT', 'the transfer failed', 'plug the device in again'],
};

/** A rejection of the package `usb`, in words of ours and with what to do. */
export function explainUsbFailure(cause: unknown): Pick<Required<Issue>, 'code' | 'message' | 'hint'> {
  const failure = usbFailureOf(cause);
  const [code, message, hint] = SAYS[failure];
  return { code, message: failure === 'fault' ? `${message}: ${textOf(cause)}` : message, hint };
}

/** The same as an error. */
export function usbError(cause: unknown, who: string): XylopipeError {
  const { code, message, hint } = explainUsbFailure(cause);
  return new XylopipeError(code, message, { who, hint, cause });
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
