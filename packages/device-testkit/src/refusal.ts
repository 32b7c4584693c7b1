import { isXylopipeError, type XylopipeError } from '@xylopipe/core';
import { expect } from 'vitest';

/** The error with which `run` refuses: one of ours, which names the chip. A test fails without it. */
export function refusalOf(chipId: string, run: () => unknown): XylopipeError {
  try {
    run();
  } catch (error) {
    return judged(chipId, error);
  }
  expect.fail('it should have been refused, and was not');
}

/** The same of a promise. */
export async function rejectionOf(chipId: string, promise: Promise<unknown>): Promise<XylopipeError> {
  try {
    await promise;
  } catch (error) {
    return judged(chipId, error);
  }
  expect.fail('it should have been rejected, and was not');
}

/** The code of that. */
export const codeOf = async (chipId: string, promise: Promise<unknown>): Promise<string> =>
  (await rejectionOf(chipId, promise)).code;

function judged(chipId: string, error: unknown): XylopipeError {
  if (!isXylopipeError(error))
    throw new Error('it was refused with another error than XylopipeError', { cause: error });
  expect(error.who, `${error.code} names the chip: who`).toBe(chipId);
  return error;
}
