import { describe, expect, it } from 'vitest';
import { xyloAudio3 } from './devices/xylo-audio3.js';
import { checkFirmware, checkSamna, isAtLeast } from './versions.js';

describe('isAtLeast', () => {
  it.each([
    ['0.46.1', '0.46.1', true],
    ['0.46.10', '0.46.9', true],
    ['0.9.9', '0.10', false],
    ['1', '0.46.1', true],
    ['0.46', '0.46.1', false],
    ['0.46', '0.46.0', true],
    ['0.46.1.post2+local', '0.46.1', true],
    [' 0.46.1 ', '0.46.1', true],
    ['', '0.0', false],
    ['v1', '0.1', false],
  ])('%s, %s: %s', (version, oldest, expected) => {
    expect(isAtLeast(version, oldest)).toBe(expected);
  });
});

describe('checks of versions', () => {
  it('let pass what is new enough', () => {
    expect(() => checkSamna('0.46.1')).not.toThrow();
    expect(() => checkFirmware(xyloAudio3, { fxtree: '0.12.2', unifirm: '1.6.0' })).not.toThrow();
  });

  it('name what is too old, or unknown', () => {
    expect(() => checkSamna('0.45')).toThrow('pip install --upgrade "samna>=0.46.1"');
    expect(() => checkFirmware(xyloAudio3, { fxtree: '0.12.2' })).toThrow(
      expect.objectContaining({
        code: 'FIRMWARE_OLD',
        issues: [expect.objectContaining({ at: ['unifirm'], measured: 'unknown' })],
      }),
    );
  });
});
