import { NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { thrownBy } from '../../test/toy-plugin.js';
import { configureStage, deployStage, mapStage } from '../pipeline/device-stages.js';
import { requireChecked, requireSession } from './result-check.js';

const context = { signal: undefined, progress: () => {} } as never;
const session = { events$: NEVER, evolve: () => {}, resetState: () => {}, close: () => {} };

describe('requireChecked', () => {
  it('passes a result on as it is', () => {
    const result = { value: {}, issues: [] };
    expect(requireChecked(result, 'the mapper')).toBe(result);
  });

  it.each([
    [42, '42'],
    [undefined, 'undefined'],
    [null, 'null'],
    ['spec', '"spec"'],
    [[], 'a list'],
    [{ value: {} }, 'an object'],
    [{ issues: [] }, 'an object'],
    [{ value: {}, issues: 1 }, 'an object'],
  ])('refuses %j', (given, told) => {
    expect(thrownBy(() => requireChecked(given as never, 'the mapper'))).toMatchObject({
      code: 'DEVICE_FAILED',
      message: expect.stringContaining(`the mapper gives ${told}, which is not a value with a list of issues`),
      hint: expect.stringContaining('mend its plugin'),
    });
  });
});

describe('requireSession', () => {
  it('passes a session on as it is', () => {
    expect(requireSession(session as never)).toBe(session);
  });

  it.each([7, undefined, {}, { ...session, evolve: 1 }, { ...session, events$: undefined }])('refuses %j', (given) => {
    expect(thrownBy(() => requireSession(given as never))).toMatchObject({ code: 'DEVICE_FAILED' });
  });
});

describe('stages', () => {
  it('say which part of a device gives rubbish', async () => {
    const stages = [
      mapStage({ map: () => 42 as never }),
      configureStage({ configure: () => undefined as never }),
      deployStage({ deploy: async () => 7 as never }),
    ];
    const parts = ['the mapper gives 42', 'the configurator gives undefined', 'the deployer gives 7'];
    for (const [i, { run }] of stages.entries()) {
      await expect(async () => run({} as never, context)).rejects.toMatchObject({
        code: 'DEVICE_FAILED',
        message: expect.stringContaining(parts[i] as string),
      });
    }
  });
});
