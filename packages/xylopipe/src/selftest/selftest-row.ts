import type { Comparison } from '@xylopipe/compare';
import type { Issue, SignalName, XylopipeError } from '@xylopipe/core';

/** How one network did over one link. */
export interface SelftestRow {
  readonly link: string;
  readonly chip: string;
  readonly network: string;
  /** Whether every recorded state was that of the simulator. */
  readonly equal: boolean;
  /** Values that were compared. */
  readonly values: number;
  /** Signals that the board cannot tell; left out where there are none. */
  readonly notCompared?: readonly SignalName[];
  /** The first of those that differ, in the order in which a chip computes them. */
  readonly firstDifference?: FirstDifference;
  /** Why there is nothing to compare, or not all. */
  readonly error?: SelftestError;
}

/** What went wrong with a board, rather than what it computed. */
interface SelftestError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** All that is wrong, one by one; left out where the message says it. */
  readonly issues?: readonly Issue[];
}

/** A state that is another one on the board. */
interface FirstDifference {
  readonly timestep: number;
  readonly signal: SignalName;
  readonly neuron: number;
  readonly simulator: number;
  readonly board: number;
}

/** A network that cannot be given to a board by this way, though its chip could hold it. */
export interface RefusedNetwork extends RowSubject {
  /** Why. */
  readonly refusal: string;
}

/** Who was tested, with what. */
export type RowSubject = Pick<SelftestRow, 'link' | 'chip' | 'network'>;

/** A row of a comparison, of the simulator with the board. */
export function rowOfComparison(
  subject: RowSubject,
  { equal, first, signals, issues, onlyInA }: Comparison,
): SelftestRow {
  const values = Object.values(signals).reduce((sum, { cells }) => sum + cells, 0);
  const error = issues.find(({ severity }) => severity === 'error');
  return {
    ...subject,
    equal,
    values,
    ...(onlyInA.length > 0 && { notCompared: onlyInA }),
    ...(first && {
      firstDifference: {
        timestep: first.step,
        signal: first.signal,
        neuron: first.neuron,
        simulator: first.a,
        board: first.b,
      },
    }),
    ...(error && { error: { code: error.code, message: error.message } }),
  };
}

/** A row of what could not be evolved. */
export const rowOfError = (subject: RowSubject, { code, message, hint, issues }: XylopipeError): SelftestRow => ({
  ...subject,
  equal: false,
  values: 0,
  error: {
    code,
    message: message.split('\n', 1)[0] ?? '',
    ...(hint !== undefined && { hint }),
    ...(issues.length > 0 && { issues }),
  },
});
