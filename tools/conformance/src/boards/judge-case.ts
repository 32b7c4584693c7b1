import { type Deployer, type DeviceConfig, type Evolution, errorsIn, isXylopipeError } from '@xylopipe/core';
import { firstOf } from '../difference.js';
import { thrown } from '../result.js';
import type { BoardCase, Call } from './board-case.js';
import { completed, evolutionDifference, type Told } from './evolution-difference.js';

/** A board to be judged. */
export interface JudgedBoard {
  readonly deployer: Deployer;
  /** Default: everything. */
  readonly tells?: Told | undefined;
  /** Codes of what it refuses besides what breaks limits of the chip. Default: nothing. */
  readonly refuses?: ((config: DeviceConfig) => readonly string[]) | undefined;
}

/** What a case came to on one board. `refused`: as it must be, by these limits. */
export type BoardOutcome =
  | { readonly outcome: 'equal' }
  | { readonly outcome: 'refused'; readonly by: readonly string[] }
  | { readonly outcome: 'failed'; readonly difference: string };

/** Holds boards against the simulator of the chip, all by the same case. */
export async function judgeCase(
  boardCase: BoardCase,
  simulator: Deployer,
  boards: readonly JudgedBoard[],
): Promise<readonly BoardOutcome[]> {
  let config: DeviceConfig;
  let simulated: readonly Evolution[];
  try {
    config = boardCase.config();
    simulated = boardCase.breaks.length > 0 ? [] : await evolved(simulator, config, boardCase.calls);
  } catch (error) {
    return boards.map(() => refusal(error, boardCase.breaks));
  }
  const outcomes: BoardOutcome[] = [];
  for (const board of boards) outcomes.push(await outcomeOn(board, config, simulated, boardCase));
  return outcomes;
}

async function outcomeOn(
  { deployer, tells, refuses }: JudgedBoard,
  config: DeviceConfig,
  simulated: readonly Evolution[],
  { breaks: limits, calls, recordedDifference }: BoardCase,
): Promise<BoardOutcome> {
  const breaks = limits.length > 0 ? limits : (refuses?.(config) ?? []);
  try {
    const evolutions = await evolved(deployer, config, breaks.length > 0 ? [] : calls);
    if (breaks.length > 0) return { outcome: 'failed', difference: `was not refused, but breaks ${breaks.join(', ')}` };
    const difference = firstOf([
      ...evolutions.map((evolution, i) => () => {
        const found = evolutionDifference(evolution, simulated[i] as Evolution, tells);
        return found && `call ${i}: ${found}`;
      }),
      () => {
        const found = recordedDifference?.(
          evolutions.map((one, i) => completed(one, simulated[i] as Evolution, tells)),
        );
        return found && `board and simulator differ from what is recorded: ${found}`;
      },
    ]);
    return difference === undefined ? { outcome: 'equal' } : { outcome: 'failed', difference };
  } catch (error) {
    return refusal(error, breaks);
  }
}

/** Deploys, evolves with all states recorded, closes. */
async function evolved(
  deployer: Deployer,
  config: DeviceConfig,
  calls: readonly Call[],
): Promise<readonly Evolution[]> {
  const session = await deployer.deploy(config);
  try {
    const evolutions: Evolution[] = [];
    for (const { reset, input } of calls) {
      if (reset) await session.resetState();
      evolutions.push(await session.evolve(input, { record: true }));
    }
    return evolutions;
  } finally {
    await session.close();
  }
}

/** A refusal is right where it names just the limits that the case breaks. */
function refusal(error: unknown, breaks: readonly string[]): BoardOutcome {
  const by = isXylopipeError(error) ? [...new Set(errorsIn(error.issues).map(({ code }) => code))].sort() : [];
  if (by.length > 0 && String(by) === String(breaks)) return { outcome: 'refused', by };
  const due = breaks.length > 0 ? `must be refused by ${breaks.join(', ')}` : 'must run';
  const code = isXylopipeError(error) ? `${error.code}: ` : '';
  return { outcome: 'failed', difference: `${due}; ${code}${thrown(error)}` };
}
