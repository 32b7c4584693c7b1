import { isDeepStrictEqual } from 'node:util';
import type { DeviceConfig, DevicePlugin, Evolution, EvolveOptions, Raster } from '@xylopipe/core';
import { openBus, systemClock } from '@xylopipe/hdk-transport';
import { drivenChip, newBoard } from '@xylopipe/tool-fault-table';
import { type HdkSession, xyloDriver } from '@xylopipe/xylo-hdk';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { syns61201 } from '@xylopipe/xylo-syns61201/driver';
import { syns65302 } from '@xylopipe/xylo-syns65302/driver';
import type { AudioEvents } from './audio-events.js';
import { largestConfig } from './largest-config.js';
import { type LinkName, plugIn } from './places.js';

/** What was measured over one link. */
export interface LinkFigures {
  /** The largest configuration, from the opening of the link on, written and read back. */
  readonly deploy: { readonly roundTrips: number; readonly bytes: number; readonly seconds: number };
  /** Timesteps of the audio-events network, as multiples of real time; `null` where there is no such data here. */
  readonly evolve: { readonly plain: number; readonly recorded: number; readonly roundTrips: number } | null;
  /** What differs from the simulator. */
  readonly faults: readonly string[];
}

const ROUNDS = 5;

/** Measures over a link: of several rounds the median. */
export async function measureLink(link: LinkName, audio: AudioEvents | undefined): Promise<LinkFigures> {
  const faults: string[] = [];
  const config = largestConfig(syns61201.limits);
  const deployments: { roundTrips: number; bytes: number; seconds: number }[] = [];
  await onBoard(link, syns61201, config, async (deploy) => {
    for (let round = 0; round <= ROUNDS; round++) {
      const begun = performance.now();
      const session = await deploy();
      const seconds = (performance.now() - begun) / 1000;
      const { roundTrips, bytesSent, bytesReceived } = session.statistics;
      if (round > 0) deployments.push({ roundTrips, bytes: bytesSent + bytesReceived, seconds });
      await session.close();
    }
  });
  const deploy = { ...deployments[0]!, seconds: median(deployments.map(({ seconds }) => seconds)) };
  return { deploy, evolve: audio === undefined ? null : await evolveOver(link, audio, faults), faults };
}

async function evolveOver(
  link: LinkName,
  { config, sounds }: AudioEvents,
  faults: string[],
): Promise<LinkFigures['evolve']> {
  const truth = await simulatorDeployer(syns65302.limits).deploy(config);
  const expected: Evolution['signals'][] = [];
  for (const sound of sounds) expected.push((await truth.evolve(sound, { record: true })).signals);
  return onBoard(link, syns65302, config, async (deploy) => {
    const session = await deploy();
    for (const [i, sound] of sounds.entries()) {
      const { signals } = await session.evolve(sound, { record: true });
      if (!isDeepStrictEqual(signals, expected[i])) faults.push(`${link}: sound ${i} is not as in the simulator`);
    }
    const before = session.statistics.roundTrips;
    const plain = await speedOf(session, config, sounds, {});
    const roundTrips = (session.statistics.roundTrips - before) / (ROUNDS * sounds.length);
    const recorded = await speedOf(session, config, sounds, { record: true });
    await session.close();
    return { plain, recorded, roundTrips };
  });
}

/** Multiples of real time. */
async function speedOf(
  session: HdkSession,
  { dt }: DeviceConfig,
  sounds: readonly Raster[],
  options: EvolveOptions,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (const sound of sounds) await session.evolve(sound, options);
    const steps = sounds.reduce((sum, sound) => sum + sound.steps, 0);
    ratios.push((1000 * steps * dt) / (performance.now() - begun));
  }
  return median(ratios);
}

/** Lets a driver deploy to a board behind a link. */
async function onBoard<T>(
  link: LinkName,
  plugin: DevicePlugin,
  config: DeviceConfig,
  work: (deploy: () => Promise<HdkSession>) => Promise<T>,
): Promise<T> {
  const chip = drivenChip(plugin);
  const board = newBoard(chip, systemClock);
  const place = await plugIn(board, link);
  const driver = xyloDriver(chip, async () => openBus(await place.open()));
  try {
    return await work(() => driver.deploy(config));
  } finally {
    board.unplug();
    await place.close();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
