import { compareEvolutions } from '@xylopipe/compare';
import { type Deployer, type Evolution, isXylopipeError, throwIfAborted } from '@xylopipe/core';
import type { SelftestNetwork } from './network-sketch.js';
import { rowOfComparison, rowOfError, type SelftestRow } from './selftest-row.js';

/** A board with one chip, by one link. */
export interface TestedBoard {
  readonly link: string;
  readonly chip: string;
  readonly deployer: Deployer;
}

/** A network and what comes of it in the simulator. */
export interface SimulatedNetwork extends SelftestNetwork {
  readonly expected: Evolution;
}

/** Evolves networks in the simulator, every state recorded. */
export async function simulateAll(
  simulator: Deployer,
  networks: readonly SelftestNetwork[],
  signal: AbortSignal,
): Promise<readonly SimulatedNetwork[]> {
  const simulated: SimulatedNetwork[] = [];
  for (const network of networks) {
    simulated.push({ ...network, expected: await evolve(simulator, network, signal) });
  }
  return simulated;
}

/**
 * Deploys networks to a board one after the other, evolves them, and compares every state that it records with the
 * simulator. What fails is a row as well; where `isHopeless` says so of the error, the networks behind it are left out.
 * @throws ABORTED
 */
export async function* testBoard(
  { deployer, ...board }: TestedBoard,
  networks: readonly SimulatedNetwork[],
  signal: AbortSignal,
  isHopeless: (error: unknown) => boolean,
): AsyncGenerator<SelftestRow> {
  for (const network of networks) {
    const subject = { ...board, network: network.name };
    try {
      const evolution = await evolve(deployer, network, signal);
      yield rowOfComparison(subject, compareEvolutions(network.expected, evolution));
    } catch (error) {
      throwIfAborted(signal, board.link);
      if (!isXylopipeError(error)) throw error;
      yield rowOfError(subject, error);
      if (isHopeless(error)) return;
    }
  }
}

async function evolve(deployer: Deployer, { config, input }: SelftestNetwork, signal: AbortSignal): Promise<Evolution> {
  const session = await deployer.deploy(config, { signal });
  try {
    return await session.evolve(input, { record: true, signal });
  } finally {
    await session.close();
  }
}
