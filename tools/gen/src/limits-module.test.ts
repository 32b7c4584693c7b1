import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import type { ChipLimits } from '@xylopipe/core';
import { expect, it } from 'vitest';
import { createRegistry } from 'xylopipe';
import { limits } from '../template/chip/src/limits.js';
import { limitsModule } from './limits-module.js';

it('writes the module that the template has', async () => {
  const template = await readFile(new URL('../template/chip/src/limits.ts', import.meta.url), 'utf8');
  expect(limitsModule(limits)).toBe(template);
});

it.each(createRegistry().list())('writes what $chipId can hold', ({ limits }) => {
  const [, literal] = /defineLimits\((.*)\);/s.exec(limitsModule(limits)) as unknown as [string, string];
  expect(runInNewContext(`(${literal})`)).toEqual(limits);
});

it('writes texts, large and small numbers, lists, and nothing of what is not given', () => {
  const odd = { label: "it's \\", mainClock: 50_000_000, realTimeDt: 0.005, maxFanOut: 1024, assumed: ['bits.bias'] };
  const lines = limitsModule({ ...odd, hibernation: undefined } as unknown as ChipLimits).split('\n');
  expect(lines.slice(4, -2)).toEqual([
    "  label: 'it\\'s \\\\',",
    '  mainClock: 50_000_000,',
    '  realTimeDt: 0.005,',
    '  maxFanOut: 1024,',
    "  assumed: ['bits.bias'],",
  ]);
});
