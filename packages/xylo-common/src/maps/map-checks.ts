import type { ChipLimits, Issue, IssuePath } from '@xylopipe/core';
import { BANK_CONTENTS, bankWords } from './bank-content.js';
import { type Field, MAX_WORD_WIDTH } from './field.js';
import type { MemoryMap } from './memory-map.js';
import type { Provenance } from './provenance.js';
import type { RegisterMap } from './register-map.js';

/**
 * Everything that is wrong with a map of registers: names or addresses that occur twice or do not ascend, fields that
 * overlap or leave their word, words wider than 32 bits, a reset word that does not fit, provenance without a source.
 */
export const registerMapIssues = ({ registers }: RegisterMap): readonly Issue[] => [
  ...namesTwice(registers, ['registers']),
  ...overlaps(
    registers.map(({ name, address }) => ({ name, from: address, length: 1 })),
    ['registers'],
  ),
  ...registers.flatMap(({ name, width, fields, reset, provenance }) => [
    ...wordIssues(width, fields, provenance, ['registers', name]),
    ...(reset === undefined || (Number.isInteger(reset) && reset >= 0 && reset < 2 ** width)
      ? []
      : [invalid(['registers', name, 'reset'], 'does not fit into the register', reset, 2 ** width - 1)]),
  ]),
];

/**
 * Everything that is wrong with a map of memories: what `registerMapIssues` looks for, words that no field describes, and
 * banks that are missing, too many, or of another size than the limits ask for.
 */
export const memoryMapIssues = ({ banks }: MemoryMap, limits: ChipLimits): readonly Issue[] => [
  ...namesTwice(banks, ['banks']),
  ...overlaps(
    banks.map(({ name, address, words }) => ({ name, from: address, length: words })),
    ['banks'],
  ),
  ...banks.flatMap(({ name, wordWidth, fields, provenance }) => [
    ...wordIssues(wordWidth, fields, provenance, ['banks', name]),
    ...(fields.length > 0 ? [] : [invalid(['banks', name, 'fields'], 'says nothing about its words')]),
  ]),
  ...BANK_CONTENTS.flatMap((content) => {
    const measured = banks.filter((bank) => bank.content === content).reduce((sum, { words }) => sum + words, 0);
    const limit = bankWords(content, limits);
    return measured === limit
      ? []
      : [invalid(['banks', content], 'has not the size that the limits ask for', measured, limit)];
  }),
];

function wordIssues(width: number, fields: readonly Field[], provenance: Provenance, at: IssuePath): readonly Issue[] {
  const spans = fields.map(({ name, lsb, width: length }) => ({ name, from: lsb, length }));
  return [
    ...(Number.isInteger(width) && width >= 1 && width <= MAX_WORD_WIDTH
      ? []
      : [invalid([...at, 'width'], 'is no width of a word', width, MAX_WORD_WIDTH)]),
    ...(provenance.source.trim() === '' ? [invalid([...at, 'provenance'], 'names no source')] : []),
    ...fields
      .filter((field) => field.provenance?.source.trim() === '')
      .map((field) => invalid([...at, field.name, 'provenance'], 'names no source')),
    ...namesTwice(fields, at),
    ...overlaps(spans, at),
    ...spans
      .filter(({ from, length }) => from + length > width)
      .map(({ name, from, length }) => invalid([...at, name], 'leaves its word', from + length, width)),
  ];
}

interface Span {
  readonly name: string;
  readonly from: number;
  readonly length: number;
}

/** Spans that are none, and neighbours that overlap or do not ascend. */
const overlaps = (spans: readonly Span[], at: IssuePath): readonly Issue[] =>
  spans.flatMap(({ name, from, length }, i) => {
    const before = spans[i - 1];
    return [
      ...(Number.isInteger(from) && from >= 0 && Number.isInteger(length) && length > 0
        ? []
        : [invalid([...at, name], 'needs a place of whole, positive numbers', `${from}, length ${length}`)]),
      ...(before === undefined || from >= before.from + before.length
        ? []
        : [invalid([...at, name], `overlaps ${before.name} or comes before it`, from, before.from + before.length)]),
    ];
  });

const namesTwice = (named: readonly { readonly name: string }[], at: IssuePath): readonly Issue[] => {
  const last = new Map(named.map(({ name }, i) => [name, i]));
  return named
    .filter(({ name }, i) => last.get(name) !== i)
    .map(({ name }) => invalid([...at, name], 'has a name that occurs twice'));
};

const invalid = (at: IssuePath, what: string, measured?: number | string, limit?: number | string): Issue => ({
  code: 'MAP_INVALID',
  severity: 'error',
  at,
  message: `${at.at(-1)} ${what}`,
  ...(measured === undefined ? {} : { measured }),
  ...(limit === undefined ? {} : { limit }),
});
