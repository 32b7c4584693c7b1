import {
  type DeviceConfig,
  type DeviceSession,
  type Evolution,
  isXylopipeError,
  type Raster,
  refuseOnErrors,
  type SignalName,
  type StateSnapshot,
  type Tensor,
  VALIDATOR,
  XylopipeError,
} from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { EMPTY } from 'rxjs';
import { replaceEvolution, replaceSession, replaceSimulator, wrapSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { limits, reference, sound } from './sound-plugin.js';

const withSignal = (
  evolution: Evolution,
  name: SignalName,
  change: (signal: Tensor<Int16Array>) => Tensor<Int16Array>,
): Evolution => {
  const signal = evolution.signals[name];
  return signal === undefined ? evolution : { ...evolution, signals: { ...evolution.signals, [name]: change(signal) } };
};

/** The session without its last timestep, in everything. */
function shortened(evolution: Evolution): Evolution {
  const steps = Math.max(evolution.steps - 1, 0);
  const signals = Object.entries(evolution.signals).map(([name, { shape, data }]) => {
    const [, n = 0] = shape;
    return [name, { shape: [steps, n], data: data.subarray(0, steps * n) }];
  });
  return { ...evolution, steps, signals: Object.fromEntries(signals) };
}

/** Rejections as another error. */
async function instead<T>(promise: Promise<T>, change: (error: XylopipeError) => unknown): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw isXylopipeError(error) ? change(error) : error;
  }
}

const anonymous = ({ code, message, issues, cause }: XylopipeError): unknown =>
  new XylopipeError(code, message, { issues, cause });

type Snapshots = Required<Pick<DeviceSession, 'snapshot' | 'restore'>>;

/** Simulators and sessions that are broken in one way each. */
export const simulators: readonly Saboteur[] = [
  {
    name: 'a simulator that drops the last timestep',
    plugin: replaceEvolution(sound, shortened),
    caughtBy: 'a session of the simulator > input > of 50 timesteps gives as many of output',
  },
  {
    name: 'a simulator that is wrong by one bit in one signal',
    plugin: replaceEvolution(sound, (evolution) =>
      withSignal(evolution, 'isyn', ({ shape, data }) => ({
        shape,
        data: data.map((value, i) => (i === data.length - 1 ? value ^ 1 : value)),
      })),
    ),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a simulator whose hidden state is wrong by one bit',
    plugin: replaceSession(sound, (session) => ({
      snapshot: async () => {
        const state = await (session as Snapshots & DeviceSession).snapshot();
        return { ...state, vmem: state.vmem.map((value) => value | 1) };
      },
    })),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a simulator of the other update rule',
    plugin: replaceSimulator(sound, () => {
      const v1 = reference({ ...limits, updateRule: 'v1' });
      return async (config, options) =>
        v1.deploy(
          {
            ...config,
            bias: new Int16Array(config.bias.length),
            biasOut: new Int16Array(config.biasOut.length),
            biasEnable: false,
          },
          options,
        );
    }),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a simulator that forgets to reset',
    plugin: replaceSession(sound, () => ({ resetState: async () => {} })),
    caughtBy: 'a session of the simulator > state > is forgotten on reset, so that runs can be repeated',
  },
  {
    name: 'a simulator that delivers spikes after a reset',
    plugin: replaceSession(sound, (session) => ({
      resetState: async () => {
        const { snapshot, restore } = session as Snapshots & DeviceSession;
        const { spikesHidden } = await snapshot.call(session);
        await session.resetState();
        await restore.call(session, { ...(await snapshot.call(session)), spikesHidden });
      },
    })),
    caughtBy:
      'a session of the simulator > state > is forgotten on reset together with spikes that are still to be delivered',
  },
  {
    name: 'a simulator that resets on every call',
    plugin: replaceSession(sound, (session) => ({
      evolve: async (input, options) => {
        await session.resetState();
        return session.evolve(input, options);
      },
    })),
    caughtBy: 'a session of the simulator > state > is carried from call to call',
  },
  {
    name: 'a simulator that ignores abort',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) => session.evolve(input, { ...options, signal: undefined }),
    })),
    caughtBy: 'a session of the simulator > abort > evolves nothing under a signal that is aborted',
  },
  {
    name: 'a simulator that forgets why it was aborted',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) =>
        instead(
          session.evolve(input, options),
          ({ code, message, issues }) => new XylopipeError(code, message, { issues, who: limits.chipId }),
        ),
    })),
    caughtBy:
      'a session of the simulator > abort > rejects the pending evolve with its reason as cause, and a reset makes the session as new',
  },
  {
    name: 'a simulator that deploys under an aborted signal',
    plugin: replaceSimulator(sound, (simulator) => (config) => simulator.deploy(config)),
    caughtBy: 'a session of the simulator > deploy > opens nothing when aborted',
  },
  {
    name: 'a simulator that takes the configuration of another chip',
    plugin: replaceSimulator(
      sound,
      (simulator) => (config, options) => simulator.deploy({ ...config, chipId: limits.chipId }, options),
    ),
    caughtBy: 'a session of the simulator > deploy > refuses the configuration of another chip',
  },
  {
    name: 'a simulator that takes legal configurations only',
    plugin: replaceSimulator(sound, (simulator) => async (config, options) => {
      const validator = new DeviceRegistry([sound]).get(limits.chipId).resolve(VALIDATOR);
      refuseOnErrors(validator.validate(config), 'CONFIG_INVALID', 'not legal', { who: limits.chipId });
      return simulator.deploy(config, options);
    }),
    caughtBy: 'the simulator > takes a configuration that the chip could not hold',
  },
  {
    name: 'a simulator whose sessions are all the same',
    plugin: replaceSimulator(sound, (simulator) => {
      const opened = new Map<DeviceConfig, DeviceSession>();
      return async (config, options) => {
        const session = opened.get(config) ?? (await simulator.deploy(config, options));
        opened.set(config, session);
        return wrapSession(session, { close: async () => {} });
      };
    }),
    caughtBy: 'a session of the simulator > deploy > opens sessions that keep their states to themselves',
  },
  {
    name: 'a simulator that says it is hardware',
    plugin: replaceSession(sound, () => ({ kind: 'hdk' })),
    caughtBy: 'a session of the simulator > deploy > opens the chip that it is for',
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
    caughtBy: 'a session of the simulator > recording > has the neurons that were chosen, in their order',
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
  {
    name: 'a simulator whose progress is in percent',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) =>
        session.evolve(input, { ...options, onProgress: (fraction) => options?.onProgress?.(100 * fraction) }),
    })),
    caughtBy: 'a session of the simulator > input > is told the progress of, rising to at most 1',
  },
  {
    name: 'a simulator that queues instead of being busy',
    plugin: replaceSession(sound, (session) => {
      let last: Promise<unknown> = Promise.resolve();
      return {
        evolve: (input, options) => {
          const next = last.then(() => session.evolve(input, options));
          last = next.catch(() => {});
          return next;
        },
      };
    }),
    caughtBy: 'a session of the simulator > one evolve at a time > is busy until the pending one is done',
  },
  {
    name: 'a simulator that cannot be closed twice',
    plugin: replaceSession(sound, (session) => {
      let closed = false;
      return {
        close: async () => {
          if (closed) throw new XylopipeError('SESSION_CLOSED', 'it is closed', { who: limits.chipId });
          closed = true;
          await session.close();
        },
      };
    }),
    caughtBy: 'a session of the simulator > close > can be done twice',
  },
  {
    name: 'a simulator that finishes what is pending when closed',
    plugin: replaceSession(sound, (session) => {
      let pending: Promise<unknown> = Promise.resolve();
      return {
        evolve: (input, options) => {
          const evolving = session.evolve(input, options);
          pending = evolving.catch(() => {});
          return evolving;
        },
        close: async () => {
          await pending;
          await session.close();
        },
      };
    }),
    caughtBy: 'a session of the simulator > close > rejects the pending evolve',
  },
  {
    name: 'a simulator that can be used after it was closed',
    plugin: replaceSession(sound, () => ({ close: async () => {} })),
    caughtBy: 'a session of the simulator > close > rejects every later call',
  },
  {
    name: 'a simulator whose errors name nobody',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) => instead(session.evolve(input, options), anonymous),
    })),
    caughtBy: 'a session of the simulator > input > of other channels is refused, and the session goes on',
  },
  {
    name: 'a simulator without snapshots that declares them',
    plugin: replaceSession(sound, () => ({ snapshot: undefined, restore: undefined }) as Partial<DeviceSession>),
    caughtBy: 'a session of the simulator > has snapshot and restore where its capabilities say so, and only there',
  },
  {
    name: 'a simulator that restores any snapshot',
    plugin: replaceSession(sound, (session) => ({
      restore: async (snapshot: StateSnapshot) => {
        await (session as Snapshots & DeviceSession).restore(snapshot).catch(() => {});
      },
    })),
    caughtBy:
      'a session of the simulator > snapshot and restore > refuse a snapshot of another size and keep the state',
  },
  {
    name: 'a simulator whose snapshots lack the spikes to be delivered',
    plugin: replaceSession(sound, (session) => ({
      snapshot: async () => {
        const state = await (session as Snapshots & DeviceSession).snapshot();
        return { ...state, spikesHidden: new Uint8Array(state.spikesHidden.length) };
      },
    })),
    caughtBy: 'a session of the simulator > snapshot and restore > go on from where the snapshot was taken',
  },
];
