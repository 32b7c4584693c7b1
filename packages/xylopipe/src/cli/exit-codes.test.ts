import { XylopipeError } from '@xylopipe/core';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { wrongUse } from './context.js';
import { exitCodeOf } from './exit-codes.js';

describe('exitCodeOf', () => {
  it.each([
    ['help', new CommanderError(0, 'commander.helpDisplayed', ''), 0],
    ['a refusal', new XylopipeError('MAP_REFUSED', 'no'), 1],
    ['a command line that Commander refuses', new CommanderError(1, 'commander.unknownOption', ''), 2],
    ['one that we refuse', wrongUse('no'), 2],
    ['options that do not go together', new XylopipeError('QUANTIZE_OPTIONS_INVALID', 'no'), 2],
    ['an option that is for other files', new XylopipeError('OPTIONS_INVALID', 'no'), 2],
    ['a core that the platform has not', new XylopipeError('FAST_CORE_UNAVAILABLE', 'no'), 3],
    ['a device without driver', new XylopipeError('NO_DRIVER', 'no'), 3],
    ['a board that is not there', new XylopipeError('LINK_REFUSED', 'no'), 3],
    ['a board with a fault', new XylopipeError('VERIFY_FAILED', 'no'), 3],
    ['a network that does not fit on a board', new XylopipeError('IMAGE_REFUSED', 'no'), 1],
    ['a file of samna that is none', new XylopipeError('SAMNA_CONFIG_INVALID', 'no'), 1],
    ['no samna', new XylopipeError('SAMNA_NOT_FOUND', 'no'), 3],
    ['a target that is none', new XylopipeError('TARGET_INVALID', 'no'), 1],
    ['a part that gives rubbish', new XylopipeError('DEVICE_FAILED', 'no'), 3],
    ['costs of a plugin that are none', new XylopipeError('COSTS_INVALID', 'no'), 3],
    ['a session that is gone', new XylopipeError('SESSION_CLOSED', 'no'), 3],
    ['a fault of ours', new TypeError('no'), 3],
    ['anything thrown', 'no', 3],
    ['an interruption', new XylopipeError('ABORTED', 'no'), 130],
  ])('of %s', (_, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
