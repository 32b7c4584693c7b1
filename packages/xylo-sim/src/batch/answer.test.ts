import { type Issue, isXylopipeError, XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { answerOf, resultOf } from './answer.js';

const issue: Issue = {
  code: 'BIAS_UNSUPPORTED',
  severity: 'error',
  at: ['bias', 3],
  measured: 4,
  limit: 0,
  message: 'no',
};

/** What another thread gets when the work throws. */
function thrownAcross(thrown: unknown): unknown {
  const answer = answerOf(() => {
    throw thrown;
  });
  try {
    return resultOf(structuredClone(answer));
  } catch (error) {
    return error;
  }
}

/** The messages of an error and of its causes. */
const messagesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...messagesOf(error.cause)] : [];

describe('answers', () => {
  it('carry a value', () => {
    const answer = structuredClone(answerOf(() => ({ data: Int16Array.of(1, -2) })));
    expect(resultOf(answer)).toEqual({ data: Int16Array.of(1, -2) });
    expect(resultOf(answerOf(() => undefined))).toBeUndefined();
  });

  it('carry an error of ours with all that it says', () => {
    const cause = new XylopipeError('INNER', 'inner', { cause: new RangeError('innermost') });
    const error = new XylopipeError('CONFIG_INVALID', 'no', { who: 'syns1', hint: 'mend it', issues: [issue], cause });
    const thrown = thrownAcross(error) as XylopipeError;
    expect(thrown).toBeInstanceOf(XylopipeError);
    expect(isXylopipeError(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: 'CONFIG_INVALID', who: 'syns1', hint: 'mend it', issues: [issue] });
    expect(thrown.message).toBe(error.message);
    expect(thrown.stack).toBe(error.stack);
    expect(thrown.cause).toBeInstanceOf(XylopipeError);
    expect(thrown.cause).toMatchObject({
      code: 'INNER',
      message: 'inner',
      cause: { name: 'RangeError', message: 'innermost' },
    });
  });

  it('invent nothing that was not said', () => {
    const thrown = thrownAcross(new XylopipeError('BARE', 'bare')) as XylopipeError;
    expect(thrown).toMatchObject({ code: 'BARE', message: 'bare', who: undefined, hint: undefined, issues: [] });
    expect('cause' in thrown).toBe(false);
  });

  it('carry a cause that is undefined', () => {
    for (const error of [new Error('x', { cause: undefined }), new XylopipeError('X', 'x', { cause: undefined })]) {
      const thrown = thrownAcross(error) as Error;
      expect(['cause' in thrown, thrown.cause]).toEqual([true, undefined]);
    }
  });

  it('carry an error that is its own cause, near or far, once more', () => {
    const near = new Error('near');
    near.cause = near;
    expect(messagesOf(thrownAcross(near))).toEqual(['near', 'near']);
    const outer = new XylopipeError('OUTER', 'outer', { cause: new Error('inner') });
    (outer.cause as Error).cause = outer;
    expect(messagesOf(thrownAcross(outer))).toEqual(['outer', 'inner', 'outer']);
  });

  it('carry the first of a long chain of causes', () => {
    let error = new Error('0');
    for (let i = 1; i < 100_000; i++) error = new Error(String(i), { cause: error });
    const messages = messagesOf(thrownAcross(error));
    expect(messages).toHaveLength(17);
    expect(messages[0]).toBe('99999');
  });

  it.each([
    ['another error', new TypeError('x is not a function'), { name: 'TypeError', message: 'x is not a function' }],
    ['no error at all', 'a text', { name: 'Error', message: 'a text' }],
    ['a cause that is none', new Error('outer', { cause: 7 }), { cause: { message: '7' } }],
    ['a value that has no text', Object.create(null), { message: 'what was thrown cannot be read' }],
    [
      'an error that cannot be sent',
      Object.assign(new Error(), { message: () => 1 }),
      { message: 'what was thrown cannot be read' },
    ],
  ])('carry %s', (_, thrown, expected) => {
    expect(thrownAcross(thrown)).toBeInstanceOf(Error);
    expect(thrownAcross(thrown)).toMatchObject(expected);
  });
});
