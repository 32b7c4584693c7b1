import {
  ByteWriter,
  encodeFrame,
  MIN_FRAME,
  OPCODES,
  seqAfter,
  writeEvents,
  writeRefusal,
} from '@xylopipe/hdk-transport/hxp';
import type { Operation } from '../operations.js';
import type { FaultCase } from './fault-case.js';

/** Answers of a deployment in the table until somebody listens to events: the next one is of the first question then. */
const ANSWERS = 8;

interface Word {
  readonly row: string;
  readonly frame: (session: number) => Uint8Array;
  readonly expected: readonly string[];
}

const BYE: Word = {
  row: 'board: says BYE',
  frame: (session) => encodeFrame(OPCODES.bye, session),
  expected: ['BUS_LOST', 'BUS_CLOSED'],
};

const ERROR: Word = {
  row: 'board: says ERROR',
  frame: (session) =>
    encodeFrame(
      OPCODES.error,
      session,
      written((to) => writeRefusal(to, { code: 'OVERHEATED', message: 'it is too hot' })),
    ),
  expected: ['BUS_LOST', 'BUS_CLOSED'],
};

const LOST: Word = {
  row: 'board: says that events are lost',
  frame: (session) =>
    encodeFrame(
      OPCODES.events,
      seqAfter(session),
      written((to) => writeEvents(to, [{ type: 'lost', count: 3 }])),
    ),
  expected: ['READOUT_LOST'],
};

/** What a board can say unasked while it is deployed to, in one breath with an answer, before anybody listens. */
export const boardWordsFor = ({ name }: Operation): readonly FaultCase[] =>
  name === 'deploy'
    ? [BYE, ERROR, LOST].flatMap((word) => Array.from({ length: ANSWERS }, (_, nth) => withAnswer(word, nth)))
    : [];

const withAnswer = ({ row, frame, expected }: Word, nth: number): FaultCase => ({
  row,
  detail: `with answer ${nth}`,
  strike: ({ failLink, session }) =>
    failLink([
      { direction: 'in', at: { opcode: OPCODES.answer, nth }, fault: { type: 'append', bytes: frame(session) } },
    ]),
  expected,
  boardStays: true,
});

function written(write: (to: ByteWriter) => void): Uint8Array {
  const to = new ByteWriter(MIN_FRAME);
  write(to);
  return to.bytes.slice(0, to.length);
}
