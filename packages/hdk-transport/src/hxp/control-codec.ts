import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** What a host has of the events, and how many more it takes. Sums from the session's start, so that a lost one does no harm. */
export interface Credit {
  /** Sequence number of the EVENTS frame that it waits for; it has all before. */
  readonly expected: number;
  /** Bytes of event payloads that the board may send in all, modulo 2^32. */
  readonly limit: number;
  /** Whether one came out of order, so that those from `expected` on must be sent again. */
  readonly resend: boolean;
}

/** Why a board does not open a session, or ends it. */
export interface Refusal {
  /** `UPPER_SNAKE`. */
  readonly code: string;
  readonly message: string;
}

/** Payload of CREDIT. */
export function writeCredit(to: ByteWriter, credit: Credit): void {
  to.u32(credit.expected, 'expected');
  to.u32(credit.limit, 'limit');
  to.u8(credit.resend ? 1 : 0, 'resend');
}

/** @throws FRAME_INVALID */
export function readCredit(payload: Uint8Array): Credit {
  const from = new ByteReader(payload);
  const credit = {
    expected: from.u32('expected'),
    limit: from.u32('limit'),
    resend: from.oneOf([false, true], 'resend'),
  };
  from.end();
  return credit;
}

/** Payload of ERROR. */
export function writeRefusal(to: ByteWriter, refusal: Refusal): void {
  to.text(refusal.code, 'code');
  to.text(refusal.message, 'message');
}

/** @throws FRAME_INVALID */
export function readRefusal(payload: Uint8Array): Refusal {
  const from = new ByteReader(payload);
  const refusal = { code: from.text('code'), message: from.text('message') };
  from.end();
  return refusal;
}
