import { type DeviceConfig, type Issue, XylopipeError } from '@xylopipe/core';
import type { Core, CoreOptions } from './core.js';
import { ReferenceCore } from './reference/reference-core.js';

/** Which core evolves: `auto` takes the fast one where the platform has WebAssembly with SIMD, the reference core elsewhere. */
export type CoreChoice = 'auto' | 'reference' | 'fast';

/** A core, and what there is to say about the choice. */
export interface OpenedCore {
  readonly core: Core;
  readonly kind: 'reference' | 'fast';
  /** `FAST_CORE_UNAVAILABLE`, a warning, where `auto` had to take the reference core. */
  readonly fallback: Issue | undefined;
}

/** Opens the chosen core at rest. Throws `FAST_CORE_UNAVAILABLE` if `fast` is asked for and cannot be had. */
export function openCore(config: DeviceConfig, choice: CoreChoice, options: CoreOptions): OpenedCore {
  if (choice === 'fast') throw new XylopipeError('FAST_CORE_UNAVAILABLE', 'there is no fast core yet');
  return { core: new ReferenceCore(config, options), kind: 'reference', fallback: undefined };
}
