import type { Issue } from '@xylopipe/core';

/** An issue about a node of a graph that makes a stage refuse. */
export const nodeIssue = (
  code: string,
  node: string,
  message: string,
  hint: string,
  bounds: Pick<Issue, 'measured' | 'limit'> = {},
): Issue => ({ code, severity: 'error', at: node === '' ? [] : [node], ...bounds, message, hint });
