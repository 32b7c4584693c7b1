import type { ChipLimits, Deployer, DeviceCapabilities, DeviceSession } from '@xylopipe/core';

/** Something that opens sessions, and what it says about itself. */
export interface SessionContract {
  readonly deployer: Deployer;
  readonly limits: ChipLimits;
  readonly capabilities: Pick<DeviceCapabilities, 'record' | 'outputs' | 'snapshot'>;
  /** What the sessions must say that they are of. Default: whatever they say. */
  readonly kind?: DeviceSession['kind'] | undefined;
  /** Whether several sessions can be open at a time: not on one board. Default `true`. */
  readonly several?: boolean | undefined;
}
