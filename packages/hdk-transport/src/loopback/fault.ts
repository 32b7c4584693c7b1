import { type Issue, refuseOnErrors } from '@xylopipe/core';

/** What is done to a frame. The place within it is that of its rule. */
export type Fault =
  /** It never arrives. */
  | { readonly type: 'drop' }
  /** Bits of one byte change: those of `mask`, by default one of them, by seed. */
  | { readonly type: 'flip'; readonly mask?: number | undefined }
  /** It arrives twice. */
  | { readonly type: 'duplicate' }
  /** It arrives in two pieces, of which the second begins at the place. */
  | { readonly type: 'split' }
  /** It arrives only together with the next one, as one piece. */
  | { readonly type: 'merge' }
  /** It arrives, and as one piece with it these bytes, which the other end has not sent. */
  | { readonly type: 'append'; readonly bytes: Uint8Array }
  /** It and all behind it arrive later. */
  | { readonly type: 'delay'; readonly ms: number }
  /** Only what is before the place arrives. */
  | { readonly type: 'truncate' }
  /** What is before the place arrives, and nothing more from then on; the link stays open. */
  | { readonly type: 'hang' }
  /** What is before the place arrives; then the link is lost. */
  | { readonly type: 'disconnect' };

/** Which frames of a direction are hit, and where. */
export interface FaultPlace {
  /** Only frames that have this opcode. Default: all. */
  readonly opcode?: number | undefined;
  /** Of those, the number of the first that can be hit, from 0; the one behind it where another rule hits that. Default 0. */
  readonly nth?: number | undefined;
  /** From there on, the chance of each to be hit, 0 to 1. Default 1. */
  readonly chance?: number | undefined;
  /** How many are hit in all. Default 1; with a `chance`, as many as it comes to. */
  readonly times?: number | undefined;
  /** Place in the frame, in bytes; a frame that is not longer is none of those that are meant. Default: any, by seed. */
  readonly offset?: number | undefined;
  /** In place of all others: this byte of the direction, from 0, in whatever frame it is. */
  readonly byte?: number | undefined;
}

/** One thing that goes wrong. */
export interface FaultRule {
  /** `out`: with frames that are sent at this end. `in`: with frames that arrive at it. */
  readonly direction: 'out' | 'in';
  /** Default: the first frame. */
  readonly at?: FaultPlace | undefined;
  readonly fault: Fault;
}

/** Refuses rules that cannot be meant. @throws FAULTS_INVALID */
export function checkFaults(rules: readonly FaultRule[]): void {
  const issues: Issue[] = [];
  const check = (
    at: Issue['at'],
    value: number | undefined,
    allowed: string,
    fits: (value: number) => boolean,
  ): void => {
    if (value === undefined || fits(value)) return;
    const message = `${at.at(-1)} is ${value}, not ${allowed}`;
    issues.push({ code: 'FAULT_RANGE', severity: 'error', at, measured: value, limit: allowed, message });
  };
  rules.forEach(({ at = {}, fault }, i) => {
    check(['rules', i, 'at', 'opcode'], at.opcode, 'a byte', isByte);
    for (const key of ['nth', 'offset', 'byte'] as const) check(['rules', i, 'at', key], at[key], 'a count', isCount);
    check(
      ['rules', i, 'at', 'times'],
      at.times,
      'a count',
      (times) => times === Number.POSITIVE_INFINITY || isCount(times),
    );
    check(['rules', i, 'at', 'chance'], at.chance, 'from 0 to 1', (chance) => chance >= 0 && chance <= 1);
    if (fault.type === 'flip') check(['rules', i, 'fault', 'mask'], fault.mask, 'a byte with a bit set', isMask);
    if (fault.type === 'delay') check(['rules', i, 'fault', 'ms'], fault.ms, 'a time', (ms) => ms >= 0 && ms < 2 ** 31);
  });
  refuseOnErrors(issues, 'FAULTS_INVALID', 'these faults cannot be', { who: 'withFaults' });
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
const isByte = (value: number): boolean => isCount(value) && value < 256;
const isMask = (value: number): boolean => isByte(value) && value > 0;
