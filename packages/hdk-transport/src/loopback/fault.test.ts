import { describe, expect, it } from 'vitest';
import { checkFaults, type FaultRule } from './fault.js';

const out = (rule: Omit<FaultRule, 'direction'>): FaultRule => ({ direction: 'out', ...rule });

describe('checkFaults', () => {
  it('takes borders', () => {
    const rules = [
      out({ fault: { type: 'drop' } }),
      out({
        at: { opcode: 255, nth: 0, chance: 0, times: Number.POSITIVE_INFINITY, offset: 0 },
        fault: { type: 'hang' },
      }),
      out({ at: { chance: 1, times: 0 }, fault: { type: 'flip', mask: 255 } }),
      out({ at: { byte: 0 }, fault: { type: 'delay', ms: 0 } }),
    ];
    expect(() => checkFaults(rules)).not.toThrow();
  });

  it.each<[string, FaultRule]>([
    ['opcode', out({ at: { opcode: 256 }, fault: { type: 'drop' } })],
    ['nth', out({ at: { nth: -1 }, fault: { type: 'drop' } })],
    ['offset', out({ at: { offset: 0.5 }, fault: { type: 'drop' } })],
    ['byte', out({ at: { byte: Number.NaN }, fault: { type: 'drop' } })],
    ['times', out({ at: { times: Number.NaN }, fault: { type: 'drop' } })],
    ['chance', out({ at: { chance: 1.01 }, fault: { type: 'drop' } })],
    ['mask', out({ fault: { type: 'flip', mask: 0 } })],
    ['ms', out({ fault: { type: 'delay', ms: -1 } })],
  ])('refuses a wrong %s', (name, rule) => {
    const issue = expect.objectContaining({ code: 'FAULT_RANGE', at: expect.arrayContaining(['rules', 1, name]) });
    expect(() => checkFaults([out({ fault: { type: 'drop' } }), rule])).toThrow(
      expect.objectContaining({ code: 'FAULTS_INVALID', issues: [issue] }),
    );
  });

  it('tells all that is wrong at once', () => {
    const wrong = out({ at: { nth: -1, chance: 2 }, fault: { type: 'delay', ms: Number.NaN } });
    expect(() => checkFaults([wrong])).toThrow(
      expect.objectContaining({ issues: expect.toSatisfy((i) => i.length === 3) }),
    );
  });
});
