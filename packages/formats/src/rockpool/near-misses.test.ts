import { describe, expect, it } from 'vitest';
import { nearMisses } from './near-misses.js';

describe('near misses', () => {
  it('pair names that differ in a few letters, in both directions', () => {
    const meant = nearMisses(['enc', 'lif1', 'readout'], ['encoder_2', 'lif_1', 'readuot', 'Enc']);
    expect(['enc', 'lif1', 'readout'].map(meant)).toEqual(['Enc', 'lif_1', 'readuot']);
    expect(['Enc', 'lif_1', 'readuot', 'encoder_2'].map(meant)).toEqual(['enc', 'lif1', 'readout', undefined]);
  });

  it('take the nearest', () => {
    expect(nearMisses(['tau_mem', 'tau_syn'], ['tau_sym'])('tau_sym')).toBe('tau_syn');
    expect(nearMisses(['tau_mem', 'tau_syn'], ['tau_men'])('tau_men')).toBe('tau_mem');
  });

  it.each([
    ['every letter', ['ab'], ['cd']],
    ['more than a third of the letters', ['threshold'], ['trashhead']],
    ['nothing there', [], ['lif']],
    ['names too long to be typed', ['x'.repeat(65)], [`${'x'.repeat(64)}y`]],
    [
      'too many names',
      Array.from({ length: 200 }, (_, i) => `lif${i}`),
      Array.from({ length: 51 }, (_, i) => `lif${i}_`),
    ],
  ])('do not pair what differs in %s', (_, missing, unknown) => {
    expect(unknown.map(nearMisses(missing, unknown)).every((name) => name === undefined)).toBe(true);
  });
});
