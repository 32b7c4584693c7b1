import { compareEvolutions } from '@xylopipe/compare';
import { type Deployer, type Evolution, isXylopipeError, throwIfAborted } from '@xylopipe/core';
import type { SelftestNetwork } from './network-sketch.js';
import { type RefusedNetwork, rowOfComparison, rowOfError, type SelftestRow } from './selftest-row.js';

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

/** Failures in a row after which a board is given up: each may take until a deadline. */
const PATIENCE = 2;

/**
 * Deploys networks to a board one after the other, evolves them, and compares every state that it records with the
 * simulator. What fails is a row as well; after two failures in a row the other networks are left out. What the vendor's driver
 * does not take is none.
 * @throws ABORTED
 */
export async function* testBoard(
  { deployer, ...board }: TestedBoard,
  networks: readonly SimulatedNetwork[],
  signal: AbortSignal,
): AsyncGenerator<SelftestRow | RefusedNetwork> {
  let failures = 0;
  for (const network of networks) {
    const subject = { ...board, network: network.name };
    try {
      const evolution = await evolve(deployer, network, signal);
      yield rowOfComparison(subject, compareEvolutions(network.expected, evolution));
      failures = 0;
    } catch (error) {
      throwIfAborted(signal, board.link);
      if (!isXylopipeError(error)) throw error;
      if (error.code === 'CONFIG_REFUSED') {
        yield { ...subject, refusal: error.issues[0]?.message ?? error.message };
        continue;
      }
      yield rowOfError(subject, error);
      if (++failures === PATIENCE) return;
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
