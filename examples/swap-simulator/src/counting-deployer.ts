import type { Deployer, DeviceSession } from '@xylopipe/core';

/** What the sessions of a counting deployer did. */
export interface Counted {
  evolutions: number;
  steps: number;
}

/** Deploys as `inner` does and counts what is evolved. */
export const countingDeployer = (inner: Deployer, counted: Counted): Deployer => ({
  async deploy(config, options): Promise<DeviceSession> {
    const session = await inner.deploy(config, options);
    return {
      chipId: session.chipId,
      kind: session.kind,
      events$: session.events$,
      evolve: (input, evolveOptions) => {
        counted.evolutions++;
        counted.steps += input.steps;
        return session.evolve(input, evolveOptions);
      },
      resetState: () => session.resetState(),
      close: () => session.close(),
    };
  },
});
