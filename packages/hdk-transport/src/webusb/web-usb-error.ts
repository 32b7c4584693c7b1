import { XylopipeError } from '@xylopipe/core';

/** What was tried when it failed: browsers give one name to different failures. */
export type WebUsbAction = 'open' | 'claim' | 'transfer';

type Says = readonly [code: string, message: string, hint: string];

const BUSY: Says = [
  'USB_BUSY',
  'another program or page has the device',
  'close it; a board is opened by one at a time',
];
const FAULT: Says = ['USB_FAULT', 'the browser could not do it', 'plug the device in again'];
const PERMISSION: Says = [
  'USB_PERMISSION',
  'the system or the browser does not let this page open the device',
  'on Linux a udev rule has to allow it; an embedded page needs allow="usb"',
];
const DISCONNECTED: Says = ['USB_DISCONNECTED', 'the device is no longer there', 'plug it in again'];
const STATE: Says = ['USB_STATE', 'the device is not open', 'open it by one link only'];

/** Names of exceptions of the WebUSB specification, as Chromium uses them. */
const KINDS: Readonly<Record<string, Readonly<Record<WebUsbAction, Says>>>> = {
  NotFoundError: { open: DISCONNECTED, claim: DISCONNECTED, transfer: DISCONNECTED },
  SecurityError: { open: PERMISSION, claim: PERMISSION, transfer: PERMISSION },
  NetworkError: { open: PERMISSION, claim: BUSY, transfer: FAULT },
  InvalidStateError: { open: STATE, claim: STATE, transfer: STATE },
  AbortError: { open: STATE, claim: STATE, transfer: STATE },
};

/** An exception of WebUSB as an error of ours, with what to do. */
export function webUsbError(cause: unknown, action: WebUsbAction, who: string): XylopipeError {
  const { name, message: text } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  const [code, message, hint] = KINDS[name]?.[action] ?? FAULT;
  return new XylopipeError(code, `${message}: ${text}`, { who, hint, cause });
}
