import { refusal } from '../refuse.js';
import type { RegisterFile } from '../registers/register-file.js';

/** Whether the host can get at the memories: `RAM_ACTIVE` first, then `MEM_CLK_ON`. Always on a chip that has neither. */
export class MemoryGate {
  readonly #registers: RegisterFile;
  #active: boolean;
  #open: boolean;

  constructor(registers: RegisterFile) {
    this.#registers = registers;
    this.#active = this.#on('RAM_ACTIVE');
    this.#open = this.#active && this.#on('MEM_CLK_ON');
  }

  /** To be called after registers were written. */
  update(): void {
    const active = this.#on('RAM_ACTIVE');
    this.#open = active && this.#on('MEM_CLK_ON') && (this.#open || this.#active);
    this.#active = active;
  }

  /** @throws MEMORY_OFF */
  check(): void {
    if (!this.#open)
      throw refusal('MEMORY_OFF', 'the memories are off', undefined, 'set RAM_ACTIVE, and MEM_CLK_ON after it');
  }

  #on(field: string): boolean {
    return this.#registers.get(field, 1) === 1;
  }
}
