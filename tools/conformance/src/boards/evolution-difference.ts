import { compareEvolutions } from '@xylopipe/compare';
import { type Evolution, SIGNAL_NAMES } from '@xylopipe/core';

/** The earliest state in which a board is not as the simulator, or hibernation, if that alone differs. */
export function evolutionDifference(board: Evolution, simulator: Evolution): string | undefined {
  const { equal, first, issues } = compareEvolutions(board, simulator, { signals: SIGNAL_NAMES });
  if (first !== null)
    return `${first.signal}: timestep ${first.step}, neuron ${first.neuron}: board ${first.a}, simulator ${first.b}`;
  if (!equal) return `a is the board, b the simulator: ${issues.map(({ message }) => message).join('; ')}`;
  const [b, s] = [JSON.stringify(board.hibernation), JSON.stringify(simulator.hibernation)];
  return b === s ? undefined : `hibernation: board ${b}, simulator ${s}`;
}
