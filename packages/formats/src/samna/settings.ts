import type { Issue, IssuePath } from '@xylopipe/core';
import type { Findings, Members } from './findings.js';

/** Longer values and lists than these fill pages. */
const CHARACTERS_SHOWN = 40;
const KEYS_SHOWN = 20;

/** Warnings for settings that differ from those of a new object: a configuration has no place for them. */
export function changedSettings(found: Members, defaults: Members, at: IssuePath): readonly Issue[] {
  return Object.entries(defaults).flatMap(([key, value]) => {
    if (found[key] === undefined) return [];
    const measured = textOf(found[key]);
    const limit = textOf(value);
    if (measured === limit) return [];
    const message = 'this setting is no part of a network, and is left out';
    const hint = 'sessions set it where they need it';
    const warning = { code: 'IGNORED_VALUE', severity: 'warning', at: [...at, key], limit, message, hint } as const;
    return [{ ...warning, measured: cut(measured) }];
  });
}

/** One warning that names every key that was not read, or nothing. */
export function unknownKeys({ unknown }: Findings): readonly Issue[] {
  if (unknown.size === 0) return [];
  const names = [...unknown].slice(0, KEYS_SHOWN).map(cut);
  const more = unknown.size > KEYS_SHOWN ? ', …' : '';
  return [
    {
      code: 'IGNORED_KEYS',
      severity: 'warning',
      at: ['value0'],
      measured: unknown.size,
      limit: 0,
      message: `keys that are not public are left out: ${names.join(', ')}${more}`,
      hint: 'keep the file for samna: what is written again lacks them',
    },
  ];
}

/** No setting has more objects in each other than this; what has might fill the stack. */
const LEVELS = 3;

/** JSON, with `…` for what lies deeper than any setting does. */
function textOf(value: unknown, levels = LEVELS): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (levels === 0) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, levels - 1)).join(',')}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${textOf(item, levels - 1)}`);
  return `{${members.join(',')}}`;
}

const cut = (text: string): string => (text.length > CHARACTERS_SHOWN ? `${text.slice(0, CHARACTERS_SHOWN)}…` : text);
