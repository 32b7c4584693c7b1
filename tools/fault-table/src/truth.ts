import type { ChipLimits, DeviceConfig, DeviceSession, Evolution, Raster } from '@xylopipe/core';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { WARM_UP } from './faults/board-faults.js';
import { spikesInto } from './network.js';
import type { Operation } from './operations.js';

/** What an operation and the evolution behind it come to in the simulator. */
export interface Truth {
  readonly result: unknown;
  /** Not there where the session is over. */
  readonly behind: Evolution | undefined;
  /** That evolution from rest. */
  readonly fromRest: Evolution;
}

/** An evolution before each operation of a session, so that there is a state to be lost. */
export const warmUp = (config: DeviceConfig): Raster => spikesInto(config, WARM_UP, 4);

/** An evolution behind each operation: it shows every spike that was lost or doubled before. */
export const probe = (config: DeviceConfig): Raster => spikesInto(config, 20, 5);

/** @returns what operations come to, each computed once. */
export function truths(limits: ChipLimits, config: DeviceConfig): (operation: Operation) => Promise<Truth> {
  const known = new Map<string, Promise<Truth>>();
  const open = (): Promise<DeviceSession> => simulatorDeployer(limits, { core: 'reference' }).deploy(config);
  const evolveBehind = (session: DeviceSession): Promise<Evolution> => session.evolve(probe(config), { record: true });
  const compute = async ({
    name,
    needs,
    onBoard,
    inTruth = onBoard as Operation['inTruth'],
  }: Operation): Promise<Truth> => {
    const session = await open();
    if (needs === 'session') await session.evolve(warmUp(config));
    const result = await inTruth?.(session);
    const behind = name === 'close' ? undefined : await evolveBehind(session);
    return { result, behind, fromRest: await evolveBehind(await open()) };
  };
  return (operation) => {
    const truth = known.get(operation.name) ?? compute(operation);
    known.set(operation.name, truth);
    return truth;
  };
}
