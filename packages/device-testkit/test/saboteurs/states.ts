import type { DeviceSession, StateSnapshot } from '@xylopipe/core';
import { replaceSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { sound } from './sound-plugin.js';

/** A session that has snapshots. */
const stateful = (session: DeviceSession) => session as Required<DeviceSession>;

/** Simulators that forget, or remember too much. */
export const states: readonly Saboteur[] = [
  {
    name: 'a simulator whose hidden state is wrong by one bit',
    plugin: replaceSession(sound, (session) => ({
      snapshot: async () => {
        const state = await stateful(session).snapshot();
        return { ...state, vmem: state.vmem.map((value) => value | 1) };
      },
    })),
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
        const { spikesHidden } = await stateful(session).snapshot();
        await session.resetState();
        await stateful(session).restore({ ...(await stateful(session).snapshot()), spikesHidden });
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
    name: 'a simulator without snapshots that declares them',
    plugin: replaceSession(sound, () => ({ snapshot: undefined, restore: undefined }) as Partial<DeviceSession>),
    caughtBy: 'a session of the simulator > has snapshot and restore where its capabilities say so, and only there',
  },
  {
    name: 'a simulator that restores any snapshot',
    plugin: replaceSession(sound, (session) => ({
      restore: async (snapshot: StateSnapshot) => {
        await stateful(session)
          .restore(snapshot)
          .catch(() => {});
      },
    })),
    caughtBy:
      'a session of the simulator > snapshot and restore > refuse a snapshot of another size and keep the state',
  },
  {
    name: 'a simulator whose snapshots lack the spikes to be delivered',
    plugin: replaceSession(sound, (session) => ({
      snapshot: async () => {
        const state = await stateful(session).snapshot();
        return { ...state, spikesHidden: new Uint8Array(state.spikesHidden.length) };
      },
    })),
    caughtBy: 'a session of the simulator > snapshot and restore > go on from where the snapshot was taken',
  },
];
