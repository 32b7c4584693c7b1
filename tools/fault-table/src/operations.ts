import { type DeviceConfig, type DeviceSession, Raster } from '@xylopipe/core';
import type { FrameKind } from '@xylopipe/hdk-transport/loopback';
import type { HdkSession } from '@xylopipe/xylo-hdk';
import { lastValueFrom, take, toArray } from 'rxjs';
import { spikesInto } from './network.js';

/** Something that a host does with a board, and what it has to come to. */
export interface Operation {
  readonly name: string;
  /** Frames that it certainly takes. */
  readonly frames: readonly FrameKind[];
  /** `bus`: it opens one. `deploy`: it makes a session. `session`: it uses one, which has evolved before. */
  readonly needs: 'bus' | 'deploy' | 'session';
  /** What it does with a session, and what that brings. Default: nothing. */
  readonly onBoard?: (session: HdkSession) => Promise<unknown>;
  /** What the same comes to in the simulator. Default: as on the board. */
  readonly inTruth?: (session: DeviceSession) => Promise<unknown>;
}

const ASKING = ['request', 'answer'] as const;
const READING_OUT = [...ASKING, 'events', 'credit'] as const;

const STEPS = 24;
const RATE = 20;

/** All of them; `config` is what they work with. */
export function operationsWith(config: DeviceConfig): readonly Operation[] {
  const input = spikesInto(config, STEPS, 2);
  const single = spikesInto(config, 3, 3);
  const evolve = (session: DeviceSession): Promise<unknown> => session.evolve(input);
  return [
    { name: 'connect', needs: 'bus', frames: ['hello', 'welcome', 'bye', 'byeAck'] },
    { name: 'deploy', needs: 'deploy', frames: READING_OUT },
    {
      name: 'verify',
      needs: 'session',
      frames: ASKING,
      onBoard: (board) => board.verify!(),
      inTruth: async () => undefined,
    },
    { name: 'evolve', needs: 'session', frames: READING_OUT, onBoard: evolve },
    {
      name: 'record',
      needs: 'session',
      frames: READING_OUT,
      onBoard: (board) => board.evolve(input, { record: true }),
      inTruth: (session) => session.evolve(input, { record: true }),
    },
    {
      name: 'step',
      needs: 'session',
      frames: READING_OUT,
      onBoard: async (board) => {
        const steps: unknown[] = [];
        for (let i = 0; i < single.steps; i++) steps.push(await board.step(single.step(i), { record: true }));
        return steps;
      },
      inTruth: async (session) => {
        const steps: unknown[] = [];
        for (let i = 0; i < single.steps; i++)
          steps.push(await session.evolve(new Raster(1, single.channels, single.step(i)), { record: true }));
        return steps;
      },
    },
    {
      name: 'reset',
      needs: 'session',
      frames: READING_OUT,
      onBoard: (board) => board.resetState(),
      inTruth: (session) => session.resetState(),
    },
    {
      name: 'snapshot',
      needs: 'session',
      frames: ASKING,
      onBoard: (board) => board.snapshot!(),
      inTruth: (session) => session.snapshot!(),
    },
    {
      name: 'restore',
      needs: 'session',
      frames: ASKING,
      onBoard: (board) => board.restore!(stateOf(config)),
      inTruth: (session) => session.restore!(stateOf(config)),
    },
    { name: 'power', needs: 'session', frames: READING_OUT, onBoard: evolveMeasured, inTruth: evolve },
    {
      name: 'close',
      needs: 'session',
      frames: [...ASKING, 'bye', 'byeAck'],
      onBoard: (board) => board.close(),
      inTruth: (session) => session.close(),
    },
  ];

  /** The power of a board while it evolves: sound samples, and the evolution as without. */
  async function evolveMeasured(board: HdkSession): Promise<unknown> {
    const samples = lastValueFrom(board.power$(RATE).pipe(take(3), toArray()));
    const [evolved, measured] = await Promise.allSettled([board.evolve(input), samples]);
    if (evolved.status === 'rejected') throw evolved.reason;
    if (measured.status === 'rejected') throw measured.reason;
    const sound = measured.value.every(
      ({ microwatts, time }, i, all) => microwatts >= 200 && microwatts <= 300 && (i === 0 || time > all[i - 1]!.time),
    );
    return sound ? evolved.value : measured.value;
  }
}

/** Some state, other than any that an evolution leaves. */
function stateOf({ weightsRec, weightsOut, synapse2Enable }: DeviceConfig) {
  const [hidden = 0] = weightsRec.shape;
  const [, outputs = 0] = weightsOut.shape;
  const words = (count: number, from: number): Int16Array => Int16Array.from({ length: count }, (_, i) => from + 7 * i);
  return {
    vmem: words(hidden, 50),
    isyn: words(hidden * (synapse2Enable ? 2 : 1), 20),
    spikesHidden: Uint8Array.from({ length: hidden }, (_, i) => i % 3),
    vmemOut: words(outputs, 5),
    isynOut: words(outputs, 9),
  };
}
