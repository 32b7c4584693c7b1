import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XylopipeError } from './error.js';
import { formatIssue } from './issue.js';
import { isPlain, printable, reasonOf } from './reason.js';

const refusing = (trap: keyof ProxyHandler<object>) =>
  new Proxy(
    {},
    {
      [trap]: () => {
        throw new Error('do not look');
      },
    },
  );

describe('reasonOf', () => {
  it.each([
    ['an error', new RangeError('no chip\n   today\n'), 'no chip today'],
    ['an error without message', new TypeError(), 'TypeError'],
    ['a text', 'out of chips', 'out of chips'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['an object without prototype', Object.create(null), 'an object that cannot be read was thrown'],
    ['an error whose message is a symbol', Object.assign(new Error(), { message: Symbol('y') }), 'Symbol(y)'],
    ['a proxy that has no prototype to tell', refusing('getPrototypeOf'), 'an object that cannot be read was thrown'],
    ['a proxy that has no keys to tell', refusing('get'), 'an object that cannot be read was thrown'],
    ['an escape sequence', new Error('\u001b[31mred'), '\\u001b[31mred'],
  ])('of %s', (_, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });

  it('is one plain line, whatever is thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), fc.string(), (thrown, text) => {
        expect(reasonOf(thrown)).not.toContain('\n');
        expect(isPlain(reasonOf(new Error(text.replaceAll('\t', ' '))))).toBe(true);
      }),
    );
  });
});

describe('printable', () => {
  it('leaves lines and tabs, and shows what would steer a terminal', () => {
    expect(printable('a\n\tb')).toBe('a\n\tb');
    expect(printable('\u001b]0;title\u0007 \u007f \u009b')).toBe('\\u001b]0;title\\u0007 \\u007f \\u009b');
  });

  it('is what issues and errors go through', () => {
    const issue = { code: 'ODD', severity: 'error', at: [], message: '\u001b[2J', hint: '\u0007' } as const;
    expect(formatIssue(issue)).toBe('error ODD: \\u001b[2J\n  hint: \\u0007');
    expect(new XylopipeError('ODD', '\u001b[2J', { who: '\u001b' }).message).toBe('\\u001b: \\u001b[2J');
  });
});
