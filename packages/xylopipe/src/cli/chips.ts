import { type Issue, isXylopipeError, XylopipeError } from '@xylopipe/core';
import { InvalidArgumentError, Option } from 'commander';

/** The chips that a command line can name. */
export interface Chips {
  readonly ids: readonly string[];
  /** Why plugins are not among them: any of them could be the one that is meant. */
  readonly faults: readonly Issue[];
}

/** `--device`, one of the registered chips. */
export const deviceOption = (chips: Chips): Option =>
  new Option('--device <chip>', 'chip id').choices(chips.ids).argParser(chipId(chips));

/**
 * Reads a chip id: another one is wrong use.
 * @throws UNKNOWN_CHIP instead where plugins are missing, with what is wrong with them.
 */
export const chipId =
  ({ ids, faults }: Chips) =>
  (text: string): string => {
    if (ids.includes(text)) return text;
    const known = ids.join(', ');
    if (faults.length === 0) throw new InvalidArgumentError(`There is no chip "${text}"; have: ${known}.`);
    throw unknownChip(`there is no chip "${text}"; have: ${known}`, faults);
  };

/** An error that a plugin which is not there may have caused, with what is wrong with the plugins; others as they are. */
export function withFaults(error: unknown, faults: readonly Issue[]): unknown {
  const told = !isXylopipeError(error) || error.code !== 'UNKNOWN_CHIP' || error.issues.length > 0;
  if (told || faults.length === 0) return error;
  return unknownChip(error.message.split('\n', 1)[0] ?? '', faults, error);
}

const unknownChip = (message: string, issues: readonly Issue[], cause?: unknown): XylopipeError =>
  new XylopipeError('UNKNOWN_CHIP', message, { issues, hint: 'mend the plugin of the chip, or check the id', cause });
