import { calls } from './calls.js';
import { checkers } from './checkers.js';
import { mappers } from './mappers.js';
import { plugins } from './plugins.js';
import { recordings } from './recordings.js';
import type { Saboteur } from './saboteur.js';
import { simulators } from './simulators.js';
import { states } from './states.js';

/** All saboteurs. */
export const saboteurs: readonly Saboteur[] = [
  ...plugins,
  ...mappers,
  ...checkers,
  ...simulators,
  ...recordings,
  ...states,
  ...calls,
];
