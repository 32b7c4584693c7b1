import type { Issue, IssuePath } from '@xylopipe/core';
import type { Words } from '@xylopipe/hdk-transport';
import { type Field, fieldMask, fieldRange, type MemoryBank } from '@xylopipe/xylo-common/maps';

/** Values of the fields of a bank's words, by the field's name. */
export type FieldValues = Readonly<Record<string, ArrayLike<number>>>;

/** Words of a bank out of the values of its fields. What does not fit becomes an issue, one for each field, and is 0. */
export function packWords(bank: MemoryBank, values: FieldValues, issues: Issue[]): Words {
  const words = newWords(bank, Math.max(...Object.values(values).map(({ length }) => length)));
  for (const [name, ofField] of Object.entries(values)) {
    const field = bank.fields.find((candidate) => candidate.name === name);
    if (field === undefined) issues.push(noSuchField(bank, name));
    else packField(words, field, ofField, [bank.name], issues);
  }
  return words;
}

/** Room for words of a bank. */
function newWords({ wordWidth }: Pick<MemoryBank, 'wordWidth'>, count: number): Words {
  if (wordWidth <= 8) return new Uint8Array(count);
  return wordWidth <= 16 ? new Uint16Array(count) : new Uint32Array(count);
}

/** A word with one field set. What does not fit becomes an issue, and the word is 0. */
export function packWord(field: Field, value: number, at: IssuePath, issues: Issue[]): number {
  const word = new Uint32Array(1);
  packField(word, field, [value], at, issues);
  return word[0];
}

function packField(words: Words, field: Field, values: ArrayLike<number>, at: IssuePath, issues: Issue[]): void {
  const [min, max] = fieldRange(field);
  const mask = fieldMask(field);
  let first = -1;
  let unfit = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value >= min && value <= max && Number.isInteger(value)) words[i] |= (value << field.lsb) & mask;
    else if (++unfit === 1) first = i;
  }
  if (unfit === 0) return;
  const others = unfit > 1 ? `, and ${unfit - 1} more` : '';
  issues.push({
    code: 'VALUE_RANGE',
    severity: 'error',
    at: words.length > 1 || values.length > 1 ? [...at, first] : at,
    measured: values[first],
    limit: `${min} to ${max}`,
    message: `${field.name} does not fit into its ${field.width} bits${others}`,
    hint: 'configure the network for this chip, whose configurator refuses such values',
  });
}

const noSuchField = ({ name, fields }: MemoryBank, field: string): Issue => ({
  code: 'FIELD_MISSING',
  severity: 'error',
  at: [name],
  measured: fields.map((known) => known.name).join(', '),
  limit: field,
  message: `words of ${name} have no ${field}`,
  hint: 'complete the map of the memories',
});
