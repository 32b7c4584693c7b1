import type { Evolution, Raster, RecordChoice } from '@xylopipe/core';
import { EMPTY } from 'rxjs';
import { replaceEvolution, replaceSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { sound } from './sound-plugin.js';

/** An evolution without its last timestep, in everything. */
function shortened(evolution: Evolution): Evolution {
  const steps = Math.max(evolution.steps - 1, 0);
  const signals = Object.entries(evolution.signals).map(([name, { shape, data }]) => {
    const [, n = 0] = shape;
    return [name, { shape: [steps, n], data: data.subarray(0, steps * n) }];
  });
  return { ...evolution, steps, signals: Object.fromEntries(signals) };
}

/** Simulators that bring back something else than what was asked for. */
export const recordings: readonly Saboteur[] = [
  {
    name: 'a simulator that drops the last timestep',
    plugin: replaceEvolution(sound, shortened),
    caughtBy: 'a session of the simulator > input > of 50 timesteps gives as many of output',
  },
  {
    name: 'a simulator that records what it does not declare',
    plugin: {
      ...sound,
      capabilities: {
        ...sound.capabilities,
        record: sound.capabilities.record.filter((name) => name !== 'isyn2'),
        missing: { ...sound.capabilities.missing, 'record.isyn2': 'not shown by this chip' },
      },
    },
    caughtBy: 'a session of the simulator > recording > has exactly the declared signals for true',
  },
  {
    name: 'a simulator that declares what it does not record',
    plugin: replaceEvolution(sound, ({ signals: { isyn2, ...signals }, ...evolution }) => ({ ...evolution, signals })),
    caughtBy: 'a session of the simulator > recording > has exactly the declared signals for true',
  },
  {
    name: 'a simulator that knows one output mode only',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) => session.evolve(input, { ...options, output: 'spikes' }),
    })),
    caughtBy: 'a session of the simulator > recording > has vmem for an output',
  },
  {
    name: 'a simulator that ignores which neurons were chosen',
    plugin: replaceSession(sound, (session) => ({
      evolve: async (input, options) => {
        const evolution = await session.evolve(input, options);
        return options?.record === undefined ? evolution : session.evolve(input, { ...options, record: true });
      },
    })),
    caughtBy: 'a session of the simulator > recording > of vmem has the neurons that were chosen, in their order',
  },
  {
    name: 'a simulator that records into the same arrays every time',
    plugin: replaceSession(sound, (session) => {
      const kept = new Map<string, Int16Array>();
      return {
        evolve: async (input, options) => {
          const evolution = await session.evolve(input, options);
          const signals = Object.entries(evolution.signals).map(([name, { shape, data }]) => {
            const array = kept.get(name) ?? new Int16Array(10_000);
            kept.set(name, array);
            array.set(data);
            return [name, { shape, data: array.subarray(0, data.length) }];
          });
          return { ...evolution, signals: Object.fromEntries(signals) };
        },
      };
    }),
    caughtBy: 'a session of the simulator > state > does not reach back into what was recorded',
  },
  {
    name: 'a simulator that clamps its input in place',
    plugin: replaceSession(sound, (session) => ({
      evolve: async (input: Raster, options) => {
        const evolution = await session.evolve(input, options);
        input?.counts?.forEach((count, i) => {
          input.counts[i] = Math.min(count, 15);
        });
        return evolution;
      },
    })),
    caughtBy: 'a session of the simulator > input > is not changed',
  },
  {
    name: 'a simulator that does not tell of clamped input',
    plugin: replaceSession(sound, () => ({ events$: EMPTY })),
    caughtBy:
      'a session of the simulator > input > of more spikes than the chip takes is clamped, with one warning per call',
  },
  ...(
    [
      ['in percent', () => [50, 100]],
      ['never more than 0', () => [0, 0]],
      ['backwards in long runs', (steps) => (steps > 5 ? [1, 0.5] : [0.5, 1])],
    ] satisfies readonly (readonly [what: string, told: (steps: number) => readonly number[]])[]
  ).map(
    ([what, told]): Saboteur => ({
      name: `a simulator whose progress is ${what}`,
      plugin: replaceSession(sound, (session) => ({
        evolve: (input, options) => {
          for (const fraction of told(input.steps)) options?.onProgress?.(fraction);
          return session.evolve(input, { ...options, onProgress: undefined });
        },
      })),
      caughtBy: 'a session of the simulator > input > long is told the progress of, if at all, rising to at most 1',
    }),
  ),
  ...(['vmemOut', 'isyn'] as const).map(
    (name): Saboteur => ({
      name: `a simulator that ignores which neurons were chosen of ${name}`,
      plugin: replaceSession(sound, (session) => ({
        evolve: (input, options) => {
          const record = options?.record as RecordChoice | undefined;
          return Array.isArray(record?.[name])
            ? session.evolve(input, { ...options, record: { ...record, [name]: true } })
            : session.evolve(input, options);
        },
      })),
      caughtBy: `a session of the simulator > recording > of ${name} has the neurons that were chosen, in their order`,
    }),
  ),
  {
    name: 'a simulator whose timesteps are twice as long in long runs',
    plugin: replaceEvolution(sound, (evolution) =>
      evolution.steps > 50 ? { ...evolution, dt: 2 * (evolution.dt as number) } : evolution,
    ),
    caughtBy: 'a session of the simulator > input > of 200 timesteps gives as many of output',
  },
  {
    name: 'a simulator whose evolutions have more than their files',
    plugin: replaceEvolution(sound, (evolution) => ({ ...evolution, simulatedBy: 'a saboteur' })),
    caughtBy: 'a session of the simulator > recording > can be saved and read again',
  },
];
