import { type DeviceConfig, type Issue, XylopipeError } from '@xylopipe/core';
import type { Core, CoreOptions } from './core.js';
import { FastCore } from './fast/fast-core.js';
import { PlatformLack } from './fast/platform-lack.js';
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

/** Opens the chosen core at rest. Throws `FAST_CORE_UNAVAILABLE` if `fast` is asked for and cannot be had, `UNKNOWN_CORE` for another choice. */
export function openCore(config: DeviceConfig, choice: CoreChoice, options: CoreOptions): OpenedCore {
  if (choice === 'reference') return referenceCore(config, options);
  if (choice !== 'auto' && choice !== 'fast') {
    throw new XylopipeError('UNKNOWN_CORE', `there is no core "${choice}"; have: auto, reference, fast`, {
      who: config.chipId,
    });
  }
  try {
    return { core: new FastCore(config, options), kind: 'fast', fallback: undefined };
  } catch (cause) {
    if (!(cause instanceof PlatformLack)) throw cause;
    if (choice === 'auto') return referenceCore(config, options, unavailable(cause));
    throw new XylopipeError('FAST_CORE_UNAVAILABLE', `the fast core cannot be had here: ${cause.message}`, {
      who: config.chipId,
      hint: `${cause.hint}; or choose 'auto' or 'reference'`,
      cause,
    });
  }
}

const referenceCore = (config: DeviceConfig, options: CoreOptions, fallback?: Issue): OpenedCore => ({
  core: new ReferenceCore(config, options),
  kind: 'reference',
  fallback,
});

const unavailable = ({ message, hint }: PlatformLack): Issue => ({
  code: 'FAST_CORE_UNAVAILABLE',
  severity: 'warning',
  at: ['core'],
  message: `the reference core evolves, many times slower: ${message}`,
  hint,
});
