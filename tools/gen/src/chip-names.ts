import { XylopipeError } from '@xylopipe/core';
import ts from 'typescript';

/** What a chip is called where. */
export interface ChipNames {
  /** Registry key, e.g. `my-chip`. */
  readonly id: string;
  /** For people, e.g. `My Chip`. */
  readonly label: string;
  /** Of the plugin in code, e.g. `myChip`. */
  readonly identifier: string;
}

/** The chip of the template. */
export const TEMPLATE: ChipNames = Object.freeze({ id: 'my-chip', label: 'My Chip', identifier: 'myChip' });

/**
 * The names of a chip. Default label: the words of its id.
 * @throws CHIP_NAME_INVALID if the template cannot be written with them. Whether it is an id at all, `defineLimits` says.
 */
export function chipNames(id: string, label?: string): ChipNames {
  const identifier = id.replace(/-([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  if (TAKEN.has(identifier) || isKeyword(identifier)) {
    throw new XylopipeError(
      'CHIP_NAME_INVALID',
      `"${id}" cannot name a plugin in code, where it means something else`,
      {
        hint: `give it another id, e.g. ${id}-1`,
      },
    );
  }
  if (id.length > LONGEST) {
    throw new XylopipeError('CHIP_NAME_INVALID', `"${id}" is too long for a name`, {
      hint: `use up to ${LONGEST} letters and digits`,
    });
  }
  if (label !== undefined && !LABEL.test(label)) {
    throw new XylopipeError('CHIP_NAME_INVALID', `"${label}" is no label`, {
      hint: 'use up to 40 letters, digits, spaces and . + - with a letter or digit first and last',
    });
  }
  return { id, label: label ?? words(id), identifier };
}

/** A text of the template with other names in it. */
export const renamed = (text: string, { id, label, identifier }: ChipNames): string =>
  text.replaceAll(TEMPLATE_NAME, (name) => (name === TEMPLATE.id ? id : name === TEMPLATE.label ? label : identifier));

const TEMPLATE_NAME = new RegExp(Object.values(TEMPLATE).join('|'), 'g');

/** Keeps the lines of the template as they are formatted. */
const LONGEST = 40;

/** Fits into a text of TypeScript, JSON or Markdown as it is. */
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N} .+-]{0,38}[\p{L}\p{N}+])?$/u;

/** What the sources of the template call something else. */
const TAKEN: ReadonlySet<string> = new Set(['limits']);

const isKeyword = (identifier: string): boolean => {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, false, ts.LanguageVariant.Standard, identifier);
  const token = scanner.scan();
  return token >= ts.SyntaxKind.FirstKeyword && token <= ts.SyntaxKind.LastKeyword;
};

const words = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
