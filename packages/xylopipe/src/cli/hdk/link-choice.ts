import { XylopipeError } from '@xylopipe/core';
import { type BoardAddress, parseTarget } from '../../targets/target.js';

/** Over which emulated boards are tested: within the process, and by a server that the test starts. */
export const OWN_LINKS = ['loopback', 'tcp', 'unix'] as const;

export type OwnLink = (typeof OWN_LINKS)[number];

/** A link to emulated boards of the test's own, or the address of a board. */
export type LinkChoice = OwnLink | BoardAddress;

/** Reads `loopback`, `tcp`, `unix`, or the address of a board. @throws TARGET_INVALID */
export function parseLink(text: string): LinkChoice {
  const own = text === 'emulated' ? 'loopback' : OWN_LINKS.find((name) => name === text);
  if (own !== undefined) return own;
  const target = parseTarget(text);
  if (target.kind !== 'simulator' && target.kind !== 'emulated') return target;
  throw new XylopipeError('TARGET_INVALID', 'that is what boards are compared with', {
    who: JSON.stringify(text),
    hint: `have: ${OWN_LINKS.join(', ')}, tcp://host:port, unix:path, usb, usb:serial, samna, samna:serial`,
  });
}
