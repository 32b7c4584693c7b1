import { type Evolution, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import { firstOf } from '../difference.js';

/** The first state, or hibernation, in which a board is not as the simulator. */
export const evolutionDifference = (board: Evolution, simulator: Evolution): string | undefined =>
  firstOf([
    ...SIGNAL_NAMES.map((name) => () => signalDifference(name, board, simulator)),
    () => {
      const [b, s] = [JSON.stringify(board.hibernation), JSON.stringify(simulator.hibernation)];
      return b === s ? undefined : `hibernation: board ${b}, simulator ${s}`;
    },
  ]);

function signalDifference(name: SignalName, board: Evolution, simulator: Evolution): string | undefined {
  const [b, s] = [board.signals[name], simulator.signals[name]];
  if (b === undefined) return `${name} is missing from the board`;
  if (s === undefined) return `${name} is missing from the simulator`;
  if (String(b.shape) !== String(s.shape)) return `${name}: board (${b.shape}), simulator (${s.shape})`;
  const neurons = s.shape[1] as number;
  for (let i = 0; i < s.data.length; i++) {
    if (b.data[i] === s.data[i]) continue;
    const at = `timestep ${Math.floor(i / neurons)}, neuron ${i % neurons}`;
    return `${name}: ${at}: board ${b.data[i]}, simulator ${s.data[i]}`;
  }
  return undefined;
}
