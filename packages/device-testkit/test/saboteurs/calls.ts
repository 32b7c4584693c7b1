import { type DeviceSession, isXylopipeError, XylopipeError } from '@xylopipe/core';
import { concat, NEVER } from 'rxjs';
import { replaceSession, replaceSimulator, wrapSession } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { limits, sound } from './sound-plugin.js';

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

/** Simulators that misbehave when they are aborted, busy or closed, or when they refuse. */
export const calls: readonly Saboteur[] = [
  {
    name: 'a simulator that ignores abort',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) => session.evolve(input, { ...options, signal: undefined }),
    })),
    caughtBy: 'a session of the simulator > abort > evolves nothing under a signal that is aborted',
  },
  {
    name: 'a simulator that ignores abort in long runs',
    plugin: replaceSession(sound, (session) => ({
      evolve: (input, options) =>
        session.evolve(
          input,
          input.steps > 10 && !options?.signal?.aborted ? { ...options, signal: undefined } : options,
        ),
    })),
    caughtBy: 'a session of the simulator > abort > ends a long run, however far it is',
  },
  {
    name: 'a simulator that tells how far it is, and cannot be stopped there',
    plugin: replaceSession(sound, (session) => ({
      evolve: async (input, options) => {
        const evolution = await session.evolve(input, options);
        options?.onProgress?.(0.25);
        return evolution;
      },
    })),
    caughtBy: 'a session of the simulator > abort > ends a long run on the way, where the session tells how far it is',
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
    name: 'a simulator whose events never end',
    plugin: replaceSession(sound, (session) => ({ events$: concat(session.events$, NEVER) })),
    caughtBy: 'a session of the simulator > close > completes events$, for those who come later as well',
  },
  {
    name: 'a simulator that closes all sessions with one',
    plugin: replaceSimulator(sound, (simulator) => {
      const opened: DeviceSession[] = [];
      return async (config, options) => {
        const session = await simulator.deploy(config, options);
        opened.push(session);
        return wrapSession(session, {
          close: async () => {
            for (const each of opened.splice(0)) await each.close();
          },
        });
      };
    }),
    caughtBy: 'a session of the simulator > close > leaves other sessions open',
  },
];
