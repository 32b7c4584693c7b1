import { isXylopipeError } from '@xylopipe/core';
import { CommanderError } from 'commander';

/** What the command says to the shell. */
export const EXIT = {
  done: 0,
  /** A problem in the user's input, `compare` found a difference, or a gate was missed. */
  refused: 1,
  wrongUse: 2,
  /** A fault of ours or of the device. */
  failed: 3,
  /** As shells report it: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Codes of errors that no other input could have avoided. */
const NOT_THE_INPUT = new Set([
  'ANSWER_INVALID',
  'CHIP_VERSION',
  'COSTS_INVALID',
  'DEVICE_FAILED',
  'FAST_CORE_UNAVAILABLE',
  'LIMITS_INVALID',
  'LIMITS_UNSUPPORTED',
  'MEMORY_MAP_INVALID',
  'NO_BOARD',
  'NO_DRIVER',
  'NO_HXP',
  'NO_MAPS',
  'NOT_EMULATED',
  'NO_SUCH_PART',
  'PART_FAILED',
  'PLUGIN_INVALID',
  'PROCESS_ENDED',
  'PROVIDER_INVALID',
  'REGISTER_MAP_INVALID',
  'SESSION_BUSY',
  'SESSION_CLOSED',
  'SESSION_LOST',
  'SIMULATOR_CLOSED',
  'STATE_UNKNOWN',
  'UNKNOWN_STAGE',
  'WORKER_CRASHED',
]);

/** Of boards, and of the way to them; a configuration of samna's is a file. */
const OF_A_DEVICE =
  /^(BOARD|BUS|FIRMWARE|HXP|LINK|OPERATION|PYTHON|READOUT|SAMNA(?!_CONFIG_)|USB|VENDOR|VERIFY|WRONG_BOARD)(_|$)/;

/** The exit code for anything that was thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (!isXylopipeError(error)) return EXIT.failed;
  if (error.code === 'ABORTED') return EXIT.interrupted;
  // Options that are fine one by one, and not together.
  if (error.code === 'QUANTIZE_OPTIONS_INVALID' || error.code === 'OPTIONS_INVALID') return EXIT.wrongUse;
  return NOT_THE_INPUT.has(error.code) || OF_A_DEVICE.test(error.code) ? EXIT.failed : EXIT.refused;
}
