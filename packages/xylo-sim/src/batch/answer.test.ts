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

  it.each([
    ['another error', new TypeError('x is not a function'), { name: 'TypeError', message: 'x is not a function' }],
    ['no error at all', 'a text', { name: 'Error', message: 'a text' }],
    ['a cause that is none', new Error('outer', { cause: 7 }), { cause: { message: '7' } }],
  ])('carry %s', (_, thrown, expected) => {
    expect(thrownAcross(thrown)).toBeInstanceOf(Error);
    expect(thrownAcross(thrown)).toMatchObject(expected);
  });
});
