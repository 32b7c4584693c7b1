import type { DeployTarget } from '../../targets/deploy-target.js';
import { parseTarget, type Target } from '../../targets/target.js';
import { connectBoard } from './connect-board.js';

/**
 * Makes of a text what the option `deploy` of pipelines takes: `simulator`, `emulated`, `tcp://host:port`, `unix:path`,
 * `usb[:serial]` or `samna[:serial]`. Nothing is opened before something is deployed.
 * @throws TARGET_INVALID
 */
export const deployTarget = (target: string): DeployTarget => deployTargetOf(parseTarget(target));

/** The same of a target that has been read. */
export const deployTargetOf = (target: Target): DeployTarget =>
  target.kind === 'simulator' || target.kind === 'emulated' ? target.kind : connectBoard(target);
