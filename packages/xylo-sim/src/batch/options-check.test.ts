import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { refuseBadOptions } from './options-check.js';

describe('refuseBadOptions', () => {
  it('passes what is right, and what is left out', () => {
    const { signal } = new AbortController();
    expect(() => refuseBadOptions({ signal, onProgress: () => {}, worker: () => {} }, 'sketch')).not.toThrow();
    expect(() => refuseBadOptions({}, 'sketch')).not.toThrow();
    expect(() => refuseBadOptions({ signal: undefined, onProgress: undefined }, 'sketch')).not.toThrow();
  });

  it('refuses everything else at once', () => {
    let thrown: unknown;
    try {
      refuseBadOptions({ signal: {}, onProgress: 'x', worker: null }, 'sketch');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(XylopipeError);
    expect(thrown).toMatchObject({
      code: 'OPTIONS_INVALID',
      who: 'sketch',
      issues: [
        { code: 'WRONG_TYPE', at: ['signal'], measured: 'Object', limit: 'an AbortSignal' },
        { code: 'WRONG_TYPE', at: ['onProgress'], measured: 'String', limit: 'a function' },
        { code: 'WRONG_TYPE', at: ['worker'], measured: 'Null', limit: 'a function' },
      ],
    });
  });

  it.each([null, 5, 'x', new AbortController(), new EventTarget()])('refuses %s for a signal', (signal) => {
    expect(() => refuseBadOptions({ signal }, 'sketch')).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
  });
});
