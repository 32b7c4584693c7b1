import { isXylopipeError } from '@xylopipe/core';
import { Bridge } from './bridge.js';
import { bridgeError } from './bridge-error.js';
import type { DeviceInfo } from './samna-board.js';
import type { SamnaSettings } from './samna-options.js';
import { checkSamna } from './versions.js';

/** A Python process that has loaded samna. */
export interface StartedBridge {
  readonly bridge: Bridge;
  /** Version of samna. */
  readonly samna: string;
  /** Whether what calls itself samna is a stand-in. */
  readonly standIn: boolean;
  /** Asks while the bridge is being opened. */
  ask(request: Readonly<Record<string, unknown>>): Promise<unknown>;
  boards(): Promise<readonly DeviceInfo[]>;
}

/**
 * Runs a Python process, and something with it while it is there; if that fails the process is ended.
 * @throws PYTHON_MISSING, PYTHON_FAILED, SAMNA_MISSING, SAMNA_VERSION, SAMNA_ERROR, BUS_TIMEOUT, ABORTED
 */
export async function withBridge<T>(settings: SamnaSettings, use: (started: StartedBridge) => Promise<T>): Promise<T> {
  const bridge = new Bridge(settings);
  const { signal, openTimeout: timeout } = settings;
  const ask = (request: Readonly<Record<string, unknown>>) => bridge.call(request, bridgeError, { signal, timeout });
  try {
    const { samna, standIn } = (await ask({ call: 'hello' })) as { samna: string; standIn: boolean };
    checkSamna(samna);
    const boards = async () => (await ask({ call: 'list' })) as readonly DeviceInfo[];
    return await use({ bridge, samna, standIn, ask, boards });
  } catch (error) {
    await bridge.close();
    // That the process is gone is less than why.
    throw isXylopipeError(error) && error.code === 'BUS_LOST' && isXylopipeError(error.cause) ? error.cause : error;
  }
}
