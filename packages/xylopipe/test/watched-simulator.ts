import { type Deployer, type DeviceSession, SIMULATOR } from '@xylopipe/core';
import type { Xylopipe } from '../src/xylopipe.js';

/** Swaps the simulator of a chip for one whose sessions are remembered, with what happened to them. */
export function watchSimulator(
  xylopipe: Xylopipe,
  chipId: string,
  evolve: (session: DeviceSession) => DeviceSession['evolve'] = (session) => session.evolve.bind(session),
): { readonly log: readonly string[] } {
  const log: string[] = [];
  const real = xylopipe.device(chipId).simulator;
  const watched: Deployer = {
    async deploy(config, options) {
      const session = await real.deploy(config, options);
      log.push('open');
      return {
        chipId: session.chipId,
        kind: session.kind,
        events$: session.events$,
        evolve: evolve(session),
        resetState: () => {
          log.push('reset');
          return session.resetState();
        },
        close: () => {
          log.push('close');
          return session.close();
        },
      };
    },
  };
  xylopipe.registry.override(chipId, SIMULATOR, { useValue: watched });
  return { log };
}
