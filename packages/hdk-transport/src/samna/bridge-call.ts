import type { BusError } from '../bus/bus-error.js';
import type { Message } from './message-codec.js';

/** What a call may be rejected with by the host. */
export type CallFailure = 'BUS_TIMEOUT' | 'ABORTED' | 'BUS_LOST' | 'BUS_CLOSED';

/** One request to the Python side, from its making to its answer. */
export class BridgeCall {
  readonly request: Message;
  /** Time of the clock at which it is given up. */
  readonly deadline: number;
  readonly settled: Promise<unknown>;
  /** Number on the wire, once it was sent. */
  id: number | undefined;
  #resolve!: (result: unknown) => void;
  #reject!: (error: Error) => void;

  constructor(request: Message, deadline: number) {
    this.request = request;
    this.deadline = deadline;
    this.settled = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  resolve(result: unknown): void {
    this.#resolve(result);
  }

  reject(error: BusError): void {
    this.#reject(error);
  }
}
