import { afterEach, describe } from 'vitest';
import { describeAbort } from './abort.js';
import { describeBusy } from './busy.js';
import { describeClose } from './close.js';
import { describeDeploy } from './deploy.js';
import { describeInput } from './input.js';
import { describeRecording } from './recording.js';
import { SessionBench } from './session-bench.js';
import type { SessionContract } from './session-contract.js';
import { describeSnapshot } from './snapshot.js';
import { describeState } from './state.js';

/**
 * Declares, under `describe(name)`, the tests that every `Deployer` and its sessions must pass, simulated or on a board.
 * The network has two inputs, two hidden neurons and at most two outputs, and is legal on every Xylo.
 */
export function describeSession(name: string, contract: SessionContract): void {
  describe(name, () => {
    const bench = new SessionBench(contract);
    afterEach(() => bench.close());

    describeDeploy(bench);
    describeInput(bench);
    describeRecording(bench);
    describeState(bench);
    describeSnapshot(bench);
    describeBusy(bench);
    describeAbort(bench);
    describeClose(bench);
  });
}
