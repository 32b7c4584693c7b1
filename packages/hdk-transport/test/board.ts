import { XylopipeError } from '@xylopipe/core';
import { Subject } from 'rxjs';
import type { BusHandler } from '../src/device/index.js';
import type { BoardIdentity, BusEvent, Operation } from '../src/index.js';

export const identity: BoardIdentity = {
  deviceTypeName: 'TestBoard',
  chipId: 'test',
  serial: 'T-1',
  firmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
  emulated: true,
};

/** A board for tests: one memory for registers and words, and a note of everything that it was asked to do. */
export class TestBoard implements BusHandler {
  readonly board: BoardIdentity = identity;
  readonly events$ = new Subject<BusEvent>();
  readonly memory = new Map<number, number>();
  readonly executed: Operation[] = [];
  /** Runs before an operation; can throw or take its time. */
  before: (operation: Operation) => void | Promise<void> = () => {};

  async execute(operation: Operation): Promise<number | Uint32Array | undefined> {
    await this.before(operation);
    this.executed.push(operation);
    const at = (address: number) => this.memory.get(address) ?? 0;
    switch (operation.op) {
      case 'writeRegister':
        this.memory.set(operation.address, operation.value);
        return undefined;
      case 'readRegister':
        return at(operation.address);
      case 'modifyRegister': {
        const { address, mask, value } = operation;
        this.memory.set(address, ((at(address) & ~mask) | (value & mask)) >>> 0);
        return undefined;
      }
      case 'writeMemory':
        operation.words.forEach((word, i) => {
          this.memory.set(operation.address + i, word);
        });
        return undefined;
      case 'readMemory':
        return Uint32Array.from({ length: operation.count }, (_, i) => at(operation.address + i));
      case 'triggerReadout':
        this.events$.next({ type: 'spike', timestep: this.executed.length, neuron: 0 });
        return undefined;
      case 'setMode':
        throw new XylopipeError('MODE_UNKNOWN', `no mode ${operation.mode}`, { who: 'TestBoard' });
      default:
        return undefined;
    }
  }

  /** A spike whose number a test knows again. */
  spike(timestep: number): void {
    this.events$.next({ type: 'spike', timestep, neuron: 7 });
  }
}
