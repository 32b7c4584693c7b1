import { describe, expect, it } from 'vitest';
import { mainCause } from './main-cause.js';

/** A ladder of agreements from delay to saturation, and what agrees without each but delay; scaling does nothing. */
const main = (climbed: readonly number[], without: readonly number[]) =>
  mainCause(climbed.toSpliced(3, 0, climbed[2] as number), [
    undefined,
    ...without.toSpliced(2, 0, climbed.at(-1) as number),
  ]);

describe('mainCause', () => {
  it('is what wins the most agreement by its absence', () => {
    const climbed = [1, 1, 0.8, 0.7, 0.6, 0.5];
    expect(main(climbed, [0.5, 0.9, 0.7, 0.6, 0.6])).toEqual({ cause: 'dashRounding', lost: expect.closeTo(0.4) });
  });

  it('is not what a later approximation makes good', () => {
    const climbed = [1, 1, 1, 0.9, 0.9, 0.9];
    expect(main(climbed, [0.9, 0.2, 1, 0.9, 0.9])).toEqual({ cause: 'weightRounding', lost: expect.closeTo(0.1) });
  });

  it('is the delay, for what it takes for good', () => {
    const climbed = [0.3, 0.6, 0.6, 0.55, 0.5, 0.5];
    expect(main(climbed, [0.5, 0.5, 0.6, 0.55, 0.5])).toEqual({ cause: 'delay', lost: expect.closeTo(0.4) });
  });

  it('is the first to do harm that another would do as well', () => {
    const climbed = [1, 1, 1, 0.2, 0.2, 0.1];
    expect(main(climbed, [0.1, 0.1, 0.1, 0.1, 0.1])).toEqual({
      cause: 'weightRounding',
      lost: expect.closeTo(0.8),
    });
  });

  it('is what does most of the harm, whatever little another wins besides', () => {
    // Each of rounding and truncation is enough to silence the chip; without saturation a few spikes come back.
    const climbed = [0.95, 0.95, 0.95, 0.4, 0, 0];
    expect(main(climbed, [0, 0, 0, 0.02, 0.03])).toEqual({ cause: 'weightRounding', lost: expect.closeTo(0.55) });
    const late = [1, 1, 0.99, 0.97, 0.1, 0.1];
    expect(main(late, [0.1, 0.115, 0.11, 0.1, 0.1])).toEqual({ cause: 'truncation', lost: expect.closeTo(0.87) });
  });

  it('is what wins more by its absence than any other takes for good', () => {
    const climbed = [1, 1, 1, 0.7, 0.5, 0.4];
    expect(main(climbed, [0.4, 0.4, 0.85, 0.5, 0.5])).toEqual({
      cause: 'weightRounding',
      lost: expect.closeTo(0.45),
    });
  });

  it('is nobody where the chip agrees, or what each of them costs is next to nothing', () => {
    expect(main([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1])).toBeNull();
    expect(main([1, 1, 1, 1, 1, 1], [1, 0.3, 1, 1, 1])).toBeNull();
    expect(main([1, 1, 1, 0.995, 0.99, 0.99], [0.99, 0.99, 0.995, 0.995, 0.99])).toBeNull();
    expect(main([0, 0, 0, 0, 0, 0.5], [0.5, 0.5, 0.5, 0.5, 0])?.cause).toBe('delay');
  });
});
