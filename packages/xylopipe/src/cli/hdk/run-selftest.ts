import { throwIfAborted } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { randomNetwork } from '../../selftest/random-network.js';
import type { RefusedNetwork, SelftestRow } from '../../selftest/selftest-row.js';
import { shippedNetworks } from '../../selftest/shipped-networks.js';
import { type SimulatedNetwork, simulateAll, testBoard } from '../../selftest/test-board.js';
import { chipAt } from '../../targets/deploy-target.js';
import type { Context } from '../context.js';
import type { LinkChoice } from './link-choice.js';
import { namedLinks, type SelftestLink, type SkippedLink, usualLinks } from './selftest-links.js';

/** What to test. */
export interface SelftestChoice {
  /** Default: all that work here. */
  readonly links?: readonly LinkChoice[] | undefined;
  /** Default: all that there are boards with. */
  readonly chips?: readonly string[] | undefined;
  /** How many random networks. */
  readonly random: number;
  /** Of the first of them; the others count on. */
  readonly seed: number;
}

/** All that came of a self-test. */
export interface SelftestResult {
  readonly rows: readonly SelftestRow[];
  readonly seed: number;
  readonly skipped: readonly SkippedLink[];
}

const SEEDS = 2 ** 32;

/**
 * Deploys networks to boards with all chosen chips over all chosen links, and compares every recorded state with the simulator.
 * @throws what naming a link does, and ABORTED
 */
export async function runSelftest(
  { xylopipe: { registry }, output, signal }: Context,
  { links: choices, chips, random, seed }: SelftestChoice,
): Promise<SelftestResult> {
  const search = { registry, chips, signal };
  const { links, skipped: untested } =
    choices === undefined ? await usualLinks(search) : { links: await namedLinks(choices, search), skipped: [] };
  const boards = links.flatMap((link) => link.chips.map((chip) => ({ link, chip })));
  const simulated = new Map<string, readonly SimulatedNetwork[]>();
  const rows: SelftestRow[] = [];
  const skipped = [...untested];
  const progress = output.progress();
  try {
    for (const [i, { link, chip }] of boards.entries()) {
      progress.update(i / boards.length, `${chip} over ${link.name}`);
      const networks = simulated.get(chip) ?? (await networksFor(chip, registry, random, seed, signal));
      simulated.set(chip, networks);
      const found = await testOver(link, chip, registry, networks, signal);
      for (const row of found) {
        if ('refusal' in row) skipped.push({ link: link.name, reason: `"${row.network}" for ${chip}: ${row.refusal}` });
        else rows.push(row);
      }
      const left = networks.length - found.length;
      if (left > 0) skipped.push({ link: link.name, reason: `${left} networks for ${chip}, after failures in a row` });
    }
  } finally {
    progress.stop();
  }
  return { rows, seed, skipped };
}

function networksFor(
  chip: string,
  registry: DeviceRegistry,
  random: number,
  seed: number,
  signal: AbortSignal,
): Promise<readonly SimulatedNetwork[]> {
  const { limits, simulator } = registry.get(chip);
  const drawn = Array.from({ length: random }, (_, i) => randomNetwork(limits, (seed + i) % SEEDS));
  return simulateAll(simulator, [...shippedNetworks(limits), ...drawn], signal);
}

async function testOver(
  link: SelftestLink,
  chip: string,
  registry: DeviceRegistry,
  networks: readonly SimulatedNetwork[],
  signal: AbortSignal,
): Promise<readonly (SelftestRow | RefusedNetwork)[]> {
  throwIfAborted(signal, link.name);
  const { target, close } = await link.open(chip);
  try {
    const board = { link: link.name, chip, deployer: chipAt(registry, chip, target).deployer };
    const rows: (SelftestRow | RefusedNetwork)[] = [];
    for await (const row of testBoard(board, networks, signal)) rows.push(row);
    return rows;
  } finally {
    await close();
  }
}
