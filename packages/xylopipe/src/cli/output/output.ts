import { stripVTControlCharacters, styleText } from 'node:util';
import { formatIssue, type Issue, isXylopipeError, type JsonValue, printable, reasonOf } from '@xylopipe/core';
import { CommanderError } from 'commander';
import { forCommand, issuesForCommand } from '../options/option-names.js';
import { Progress } from './progress.js';
import type { Terminal, TextStream } from './terminal.js';

export interface OutputMode {
  /** One JSON object on standard output, and nothing else there. */
  readonly json: boolean;
  /** Errors only. */
  readonly quiet: boolean;
}

/** Warnings and errors shown: people read the first few, programs ask for `--json`. */
const SHOWN = { warnings: 10, errors: 50 };

/** Characters in a line where nobody tells: files, pipes. */
const DEFAULT_COLUMNS = 100;

/** Results to standard output, everything else to standard error. */
export class Output {
  readonly #terminal: Terminal;
  readonly #mode: OutputMode;
  #pluginIssues: readonly Issue[] = [];

  constructor(terminal: Terminal, mode: OutputMode) {
    this.#terminal = terminal;
    this.#mode = mode;
  }

  /** The one result of a command: `json` for programs, `lines` for people. */
  result(json: () => JsonValue, lines: () => readonly string[]): void {
    if (this.#mode.json)
      this.#terminal.stdout.write(`${JSON.stringify(this.#withPluginIssues(forPrograms(json())))}\n`);
    else if (!this.#mode.quiet) for (const line of lines()) this.#terminal.stdout.write(`${line}\n`);
  }

  /** Whether a program reads the result. */
  get isJson(): boolean {
    return this.#mode.json;
  }

  /** How many characters a line of the result has room for. */
  get columns(): number {
    return this.#terminal.stdout.columns || DEFAULT_COLUMNS;
  }

  /** A line of a result that never ends, for people. */
  line(text: string): void {
    if (!this.#mode.quiet) this.#terminal.stdout.write(`${text}\n`);
  }

  /** What the user asked for in so many words, as `--help` does: shown also where it is quiet. */
  text(key: string, text: string): void {
    this.#terminal.stdout.write(this.#mode.json ? `${JSON.stringify({ [key]: text.trimEnd() })}\n` : text);
  }

  /** Warnings, for people: programs find them in the result. */
  warnings(issues: readonly Issue[]): void {
    if (this.#mode.json || this.#mode.quiet) return;
    for (const line of firstOf(issues, SHOWN.warnings)) this.#complain('yellow', line);
  }

  /** What is wrong with plugins that the command goes on without: errors, also where it is quiet; for programs in `pluginIssues`. */
  pluginIssues(issues: readonly Issue[]): void {
    this.#pluginIssues = issues;
    if (this.#mode.json) return;
    for (const line of firstOf(issues, SHOWN.errors)) this.#complain('red', line);
  }

  /** What ended the command: for programs in place of the result. */
  failure(error: unknown): void {
    const json = (): JsonValue => this.#withPluginIssues({ error: describe(error) });
    if (this.#mode.json) this.#terminal.stdout.write(`${JSON.stringify(json())}\n`);
    else this.#complain('red', textOf(error));
  }

  /** A bar for work that takes long; it is drawn only for people who look. */
  progress(): Progress {
    const { stderr } = this.#terminal;
    return new Progress(stderr, stderr.isTTY === true && !this.#mode.quiet);
  }

  #withPluginIssues(result: JsonValue): JsonValue {
    if (this.#pluginIssues.length === 0) return result;
    return { ...(result as object), pluginIssues: this.#pluginIssues } as unknown as JsonValue;
  }

  /** The first word coloured. */
  #complain(colour: 'red' | 'yellow', said: string): void {
    const { stderr } = this.#terminal;
    const text = printable(said);
    const first = text.slice(0, text.indexOf(' '));
    stderr.write(
      `${this.#colours(stderr) ? styleText(colour, first, { validateStream: false }) + text.slice(first.length) : text}\n`,
    );
  }

  /** https://no-color.org: any value but the empty one switches colours off. */
  #colours(stream: TextStream): boolean {
    return stream.isTTY === true && (this.#terminal.env.NO_COLOR ?? '') === '';
  }
}

function textOf(error: unknown): string {
  if (error instanceof CommanderError) return `error: ${plain(error)}`;
  if (isXylopipeError(error)) {
    const { issues, hint } = error;
    const lines = firstOf(issues, SHOWN.errors).map((line) => line.replaceAll('\n', '\n  '));
    const hints = hint === undefined ? [] : [`hint: ${forCommand(hint)}`];
    return [`error: ${headOf(error)}`, ...lines, ...hints].join('\n  ');
  }
  return `internal error: ${error instanceof Error && error.stack ? error.stack : reasonOf(error)}`;
}

function describe(error: unknown): JsonValue {
  if (error instanceof CommanderError) return { code: 'USAGE', message: plain(error), issues: [] };
  if (!isXylopipeError(error)) {
    return { code: 'INTERNAL', message: reasonOf(error), issues: [] };
  }
  const { code, hint, issues } = error;
  return {
    code,
    message: headOf(error),
    ...(hint === undefined ? {} : { hint: forCommand(hint) }),
    issues: issuesForCommand(issues) as unknown as JsonValue,
  };
}

/** A result whose issues speak of the options of the command. */
function forPrograms(result: JsonValue): JsonValue {
  const { issues } = result as { readonly issues?: unknown };
  if (!Array.isArray(issues)) return result;
  return { ...(result as object), issues: issuesForCommand(issues) } as unknown as JsonValue;
}

/** Issues as text, and how many there are besides. */
function firstOf(issues: readonly Issue[], count: number): readonly string[] {
  const lines = issuesForCommand(issues.slice(0, count)).map(formatIssue);
  return issues.length > count ? [...lines, `... and ${issues.length - count} more; --json lists them all`] : lines;
}

/** The message of an error without its issues and hint, which stand below it. */
const headOf = ({ message }: Error): string => message.split('\n', 1)[0] ?? '';

/** Commander says "error: " itself. */
const plain = (error: CommanderError): string => stripVTControlCharacters(error.message).replace(/^error: /, '');
