import { XylopipeError } from '@xylopipe/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configOf } from '../test/sketch.js';
import { type CoreChoice, openCore } from './open-core.js';

const config = configOf({ weightsIn: [[90]] });
const options = { updateRule: 'v2', telemetry: false } as const;

/** A platform on which making a memory, the first thing that the fast core does, throws `error`. */
function platformThat(error: Error): void {
  class Memory {
    constructor() {
      throw error;
    }
  }
  vi.stubGlobal('WebAssembly', { ...namesOf(WebAssembly), Memory });
}

const namesOf = (module: typeof WebAssembly): object =>
  Object.fromEntries(
    Object.getOwnPropertyNames(module).map((name) => [name, module[name as keyof typeof WebAssembly]]),
  );

const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('openCore', () => {
  it.each(['auto', 'fast'] as const)('takes the fast core for %s where there is WebAssembly with SIMD', (choice) => {
    expect(openCore(config, choice, options)).toMatchObject({ kind: 'fast', fallback: undefined });
  });

  it('takes the reference core where it is asked to', () => {
    expect(openCore(config, 'reference', options)).toMatchObject({ kind: 'reference', fallback: undefined });
  });

  const platforms = [
    ['without WebAssembly', () => vi.stubGlobal('WebAssembly', undefined)],
    ['without SIMD', () => platformThat(new WebAssembly.CompileError('invalid opcode 0xfd'))],
    ['without that much memory', () => platformThat(new RangeError('could not allocate memory'))],
  ] as const;

  it.each(platforms)('falls back and says so on a platform %s', (_, become) => {
    become();
    const { kind, fallback } = openCore(config, 'auto', options);
    expect(kind).toBe('reference');
    expect(fallback).toMatchObject({ code: 'FAST_CORE_UNAVAILABLE', severity: 'warning', at: ['core'] });
  });

  it.each(platforms)('refuses fast on a platform %s, with the cause', (_, become) => {
    become();
    const error = thrownBy(() => openCore(config, 'fast', options));
    expect(error).toBeInstanceOf(XylopipeError);
    expect(error).toMatchObject({ code: 'FAST_CORE_UNAVAILABLE', who: 'sketch', cause: expect.any(Error) });
  });

  it('does not take a fault of ours for a lack of the platform', () => {
    const tooLong = { ...config, threshold: new Int16Array(1000) };
    expect(thrownBy(() => openCore(tooLong, 'auto', options))).toBeInstanceOf(RangeError);
  });

  it('names the cores there are', () => {
    const error = thrownBy(() => openCore(config, 'quick' as CoreChoice, options));
    expect(error).toMatchObject({ code: 'UNKNOWN_CORE', message: expect.stringContaining('auto, reference, fast') });
  });
});
