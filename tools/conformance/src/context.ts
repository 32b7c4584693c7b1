import type { DeviceRegistry } from '@xylopipe/core/registry';
import type { Vectors } from './vectors.js';

/** What a check needs besides its file. */
export interface Context extends Pick<Vectors, 'read'> {
  /** Chips that can be judged; entries of others are `notYet`. */
  readonly registry: DeviceRegistry;
  /** Which core simulates. */
  readonly core: CoreName;
}

/** `auto` leaves the choice to the simulator. */
export type CoreName = 'auto' | 'reference' | 'fast';
