import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SignalName } from '@xylopipe/core';
import type { Bus } from '@xylopipe/hdk-transport';
import { openSamnaBus } from '@xylopipe/hdk-transport/samna';
import type { LinkBoard } from './board-link.js';

/** Where Python finds our stand-in under the name of samna. */
const STAND_IN = fileURLToPath(new URL('../../../../../packages/hdk-transport/test/samna/stand-in', import.meta.url));

const OF_IMU: readonly SignalName[] = ['spikesOut', 'vmemOut', 'isynOut', 'vmem', 'isyn', 'isyn2', 'spikesHidden'];

/** What boards tell through samna, by their chips: who cannot be reached that way is not in here. */
export const SAMNA_TELLS: Readonly<Record<string, readonly SignalName[]>> = {
  // How samna monitors synaptic currents of outputs is not public.
  syns61201: OF_IMU.filter((name) => name !== 'isynOut'),
  syns63300: OF_IMU,
  // `isyn2` is that of networks with one synapse: 0.
  syns65302: OF_IMU,
};

/** Why there is no stand-in here; `undefined` where there is. */
export function whyNoSamna(): string | undefined {
  const { error, status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  if (error !== undefined) return `needs python3: ${error.message}`;
  return status === 0 ? undefined : 'needs Python 3.8 or later';
}

/**
 * A stand-in for samna, with a board and an arithmetic of its own: of the board that it is given only chip and type count.
 * It is opened once, so that network follows network on it.
 */
export const samnaLink: LinkBoard = async ({ identity: { chipId, deviceTypeName } }) => {
  const env = { ...process.env, PYTHONPATH: STAND_IN, PYTHONDONTWRITEBYTECODE: '1', XYLOPIPE_STAND_IN: '{}' };
  const open = (): Promise<Bus> => openSamnaBus({ env, deviceTypeName });
  const bus = await open();
  return {
    connect: async () => keptOpen(bus),
    tells: { signals: SAMNA_TELLS[chipId] ?? [], hibernation: false },
    refuses: ({ synapse2Enable }) => (synapse2Enable && chipId === 'syns65302' ? ['SYNAPSE2_NOT_PUBLIC'] : []),
    close: () => bus.close(),
  };
};

/** The bus for one session more. */
const keptOpen = (bus: Bus): Bus => ({
  board: bus.board,
  events$: bus.events$,
  end: bus.end,
  signals: bus.signals,
  issues: bus.issues,
  get statistics() {
    return bus.statistics;
  },
  run: (operations, options) => bus.run(operations, options),
  configure: (config, options) => (bus.configure as NonNullable<Bus['configure']>)(config, options),
  close: () => Promise.resolve(),
});
