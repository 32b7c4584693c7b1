import { XylopipeError } from '@xylopipe/core';

/** The error of ours that a promise rejects with; a test fails if it does not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<XylopipeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof XylopipeError) return error;
    throw error;
  }
  throw new Error('nothing was rejected');
}
