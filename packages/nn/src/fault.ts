import type { Issue, IssuePath } from '@xylopipe/core';

/** An issue that makes a network refuse. */
export const fault = (
  code: string,
  at: IssuePath,
  message: string,
  hint: string,
  bounds: Pick<Issue, 'measured' | 'limit'> = {},
): Issue => ({ code, severity: 'error', at, ...bounds, message, hint });

/** An array of another shape than it must have. */
export const wrongShape = (at: IssuePath, measured: readonly number[], limit: string, hint: string): Issue =>
  fault('WRONG_SHAPE', at, `must be of shape ${limit}`, hint, { measured: `(${measured.join(', ')})`, limit });
