import { compareEvolutions } from '@xylopipe/compare';
import { type Evolution, errorsIn, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';

/** What a board tells of an evolution. */
export interface Told {
  /** All of them, and no others. */
  readonly signals: readonly SignalName[];
  readonly hibernation: boolean;
}

const EVERYTHING: Told = { signals: SIGNAL_NAMES, hibernation: true };

/** The earliest state in which a board is not as the simulator, or hibernation, if that alone differs. */
export function evolutionDifference(
  board: Evolution,
  simulator: Evolution,
  { signals, hibernation }: Told = EVERYTHING,
): string | undefined {
  const untold = SIGNAL_NAMES.filter((name) => board.signals[name] !== undefined && !signals.includes(name));
  if (untold.length > 0) return `the board tells ${untold.join(', ')}, which nobody looks at`;
  const { first, issues } = compareEvolutions(board, simulator, { signals });
  if (first !== null)
    return `${first.signal}: timestep ${first.step}, neuron ${first.neuron}: board ${first.a}, simulator ${first.b}`;
  // A call without timesteps has no value to compare, on either side.
  const wrong = errorsIn(issues).filter(({ code }) => code !== 'EMPTY_RUN' || board.steps > 0 || simulator.steps > 0);
  if (wrong.length > 0) return `a is the board, b the simulator: ${wrong.map(({ message }) => message).join('; ')}`;
  const [b, s] = [JSON.stringify(board.hibernation), JSON.stringify(hibernation ? simulator.hibernation : null)];
  return b === s ? undefined : `hibernation: board ${b}, simulator ${s}`;
}

/** An evolution on a board, with that of the simulator for what the board does not tell. */
export const completed = (board: Evolution, simulator: Evolution, told: Told | undefined): Evolution =>
  told === undefined
    ? board
    : {
        ...board,
        signals: { ...simulator.signals, ...board.signals },
        hibernation: told.hibernation ? board.hibernation : simulator.hibernation,
      };
