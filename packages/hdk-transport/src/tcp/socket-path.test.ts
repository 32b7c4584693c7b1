import { describe, expect, it } from 'vitest';
import { checkSocketPath } from './socket-path.js';

const longest = process.platform === 'linux' ? 107 : 103;

describe('checkSocketPath', () => {
  it('takes the longest path that the system does', () => {
    expect(() => checkSocketPath(`/${'x'.repeat(longest - 1)}`)).not.toThrow();
  });

  it('counts bytes, not characters', () => {
    expect(() => checkSocketPath('ü'.repeat(54))).toThrow(expect.objectContaining({ code: 'ADDRESS_INVALID' }));
  });

  it.each(['', 'a\0b', 'x'.repeat(108)])('refuses %j', (path) => {
    expect(() => checkSocketPath(path)).toThrow(
      expect.objectContaining({ code: 'ADDRESS_INVALID', hint: expect.any(String) }),
    );
  });
});
