import type { Issue } from '@xylopipe/core';

/** What everybody is told who deploys by way of the bridge, for as long as it is true. */
export const UNPROVEN: readonly Issue[] = Object.freeze([
  Object.freeze({
    code: 'UNPROVEN_ON_HARDWARE',
    severity: 'warning',
    at: ['board'],
    message: 'the bridge to samna has not yet run on a physical board: it was written from public documentation',
    hint: 'compare with the simulator (`xylopipe hdk selftest --link samna`), and please tell us what comes of it',
  } satisfies Issue),
]);
