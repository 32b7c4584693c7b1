import type { Issue, IssuePath } from '@xylopipe/core';

const HOW_TO_SAVE = 'save the network with the save method of its Rockpool module';

/** A module that is not in the file. `meant`: what it may be called there. */
export const missingModule = (at: IssuePath, meant?: string): Issue =>
  difference('MISSING_MODULE', at, `the module "${at.at(-1)}" is not in the file`, hintAt(meant, HOW_TO_SAVE));

/** A module that nothing is known of. `meant`: what it may be called in the architecture. */
export const unknownModule = (at: IssuePath, otherwise: string, meant?: string): Issue =>
  difference('UNKNOWN_MODULE', at, `the module "${at.at(-1)}" is not known`, hintAt(meant, otherwise));

/** Something in the place of a module that is none. */
export const invalidModule = (at: IssuePath, message: string): Issue =>
  difference('INVALID_MODULE', at, message, HOW_TO_SAVE);

/** More modules in each other than any network has; deeper ones would end the stack, not the reading. */
export const MAX_DEPTH = 64;

/** Modules in each other without an end in sight. */
export const tooDeep = (at: IssuePath): Issue => ({
  ...difference('TOO_DEEP', at.slice(0, 1), 'modules are nested too deeply', 'give a network of fewer levels'),
  measured: at.length,
  limit: MAX_DEPTH,
});

/** A parameter that is not in the file. `meant`: what it may be called there. */
export const missingParameter = (at: IssuePath, meant?: string): Issue =>
  difference('MISSING_PARAMETER', at, `the parameter "${at.at(-1)}" is missing`, hintAt(meant, HOW_TO_SAVE));

/** A parameter that nothing is known of. `meant`: one that there could be. */
export const unknownParameter = (at: IssuePath, otherwise: string, meant?: string): Issue =>
  difference('UNKNOWN_PARAMETER', at, `the parameter "${at.at(-1)}" is not known here`, hintAt(meant, otherwise));

/** A parameter with values that are no numbers, `measured` among them. */
export const notFinite = (at: IssuePath, measured: string): Issue => ({
  code: 'NOT_FINITE',
  severity: 'error',
  at,
  measured,
  limit: 'finite',
  message: 'holds values that are no numbers',
  hint: 'look for the epoch in which training diverged, and take the network of an earlier one',
});

/** A parameter of another shape than its module has. */
export const wrongShape = (
  at: IssuePath,
  measured: readonly number[],
  limits: readonly (readonly number[])[],
): Issue => {
  const limit = limits.map(formatShape).join(' or ');
  const isTransposed = measured.length === 2 && limits.some(([a, b]) => a === measured[1] && b === measured[0]);
  return {
    code: 'WRONG_SHAPE',
    severity: 'error',
    at,
    measured: formatShape(measured),
    limit,
    message: 'the shape is another than the architecture says',
    hint: isTransposed
      ? 'rows and columns are swapped: rows are sources, columns are targets'
      : 'correct the shape in the architecture, or take the file that belongs to it',
  };
};

/** Whether every neuron has the same number of synapses, at least one. */
export const hasWholeSynapses = ([nin, n]: readonly [nin: number, n: number]): boolean =>
  nin > 0 && Number.isInteger(nin / n);

/** Neurons of which none has a whole number of synapses. */
export const unevenSynapses = (at: IssuePath, [nin, n]: readonly [nin: number, n: number]): Issue => ({
  ...difference('SYNAPSE_COUNT', at, `${nin} channels cannot be shared evenly by ${n} neurons`, EVENLY),
  measured: formatShape([nin, n]),
});

const EVENLY = 'every neuron needs the same number of synapses: compare its parameters with the weights around it';

/** A module that works in another way than the architecture says. */
export const contradiction = (at: IssuePath, measured: string, limit: string): Issue => ({
  ...difference(
    'ARCHITECTURE_DIFFERS',
    at,
    `${at.at(-1)} is ${measured} in the file, and ${limit} in the architecture`,
    'correct the architecture, or leave it open there',
  ),
  measured,
  limit,
});

/** Something that the file has and that does not matter here. */
export const ignored = (code: string, at: IssuePath, message: string): Issue => ({
  code,
  severity: 'warning',
  at,
  message,
});

const difference = (code: string, at: IssuePath, message: string, hint: string): Issue => ({
  code,
  severity: 'error',
  at,
  message,
  hint,
});

const hintAt = (meant: string | undefined, otherwise: string): string =>
  meant === undefined ? otherwise : `is "${meant}" meant?`;

const formatShape = (shape: readonly number[]): string => `(${shape.join(', ')})`;
