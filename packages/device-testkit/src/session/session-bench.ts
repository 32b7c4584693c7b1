import type { DeviceConfig, DeviceSession, Evolution, EvolveOptions, Raster } from '@xylopipe/core';
import { type ContractInputs, contractConfig, contractInputs } from './contract-network.js';
import type { SessionContract } from './session-contract.js';

/** What the tests of a session work with; closes what they opened. */
export class SessionBench {
  readonly contract: SessionContract;
  readonly config: DeviceConfig;
  readonly inputs: ContractInputs;
  /** The option to record every signal that is declared. */
  readonly everything: EvolveOptions;
  readonly #opened: DeviceSession[] = [];

  constructor(contract: SessionContract) {
    this.contract = contract;
    this.config = contractConfig(contract.limits);
    this.inputs = contractInputs(contract.limits);
    this.everything = { record: contract.capabilities.record };
  }

  async open(): Promise<DeviceSession> {
    const session = await this.contract.deployer.deploy(this.config);
    this.#opened.push(session);
    return session;
  }

  /** What a session answers that was opened for this input alone. */
  async evolveOnNew(input: Raster, options?: EvolveOptions): Promise<Evolution> {
    const session = await this.open();
    try {
      return await session.evolve(input, options);
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    for (const session of this.#opened.splice(0)) await session.close();
  }
}
