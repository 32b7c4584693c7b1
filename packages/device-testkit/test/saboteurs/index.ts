import { checkers } from './checkers.js';
import { mappers } from './mappers.js';
import { plugins } from './plugins.js';
import type { Saboteur } from './saboteur.js';
import { simulators } from './simulators.js';

/** All saboteurs. */
export const saboteurs: readonly Saboteur[] = [...plugins, ...mappers, ...checkers, ...simulators];
