import type { BusEvent, Operation, PowerSample, Readout, Words } from '@xylopipe/hdk-transport';
import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { type BankContent, bankOf, fieldNamed, getField, type Register } from '@xylopipe/xylo-common/maps';
import { type EmulatedChip, VirtualBoard, type VirtualBoardOptions } from '../src/index.js';
import { chipNamed } from './chips.js';
import { type FieldValues, known, packNetwork, writeFields } from './pack.js';
import type { Spec } from './spec.js';

/** A board on a virtual clock, asked directly, and all that it has said. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly board: VirtualBoard;
  readonly events: BusEvent[] = [];
  readonly chip: EmulatedChip;

  constructor(chipId = 'syns65302', options: Partial<VirtualBoardOptions> = {}) {
    this.chip = options.chip ?? chipNamed(chipId);
    this.board = new VirtualBoard({ chip: this.chip, deviceTypeName: 'TestBoard', clock: this.clock, ...options });
    this.board.events$.subscribe((event) => this.events.push(event));
  }

  /** One operation that is done at once; throws what it fails with. */
  do(operation: Operation): number | Words | undefined {
    const result = this.board.execute(operation);
    if (result instanceof Promise) throw new Error(`${operation.op} takes its time`);
    return result;
  }

  all(operations: readonly Operation[]): void {
    for (const operation of operations) this.do(operation);
  }

  /** Writes a network, and leaves the memories on. */
  load(spec: Spec, extra: FieldValues = {}): this {
    this.all(packNetwork(spec, this.chip, extra, true));
    return this;
  }

  registerOf(field: string): Register {
    return this.chip.registers.registers.find(({ fields }) => fields.some(({ name }) => name === field))!;
  }

  /** Changes one field. */
  set(field: string, value: number): void {
    const register = this.registerOf(field);
    const { lsb, width } = fieldNamed(register, field);
    const mask = (2 ** width - 1) * 2 ** lsb;
    if (register.access === 'writeOnly') this.all(writeFields(this.chip, known(this.chip, { [field]: value })));
    else this.do({ op: 'modifyRegister', address: register.address, mask, value: value * 2 ** lsb });
  }

  field(name: string): number {
    const register = this.registerOf(name);
    const word = this.do({ op: 'readRegister', address: register.address }) as number;
    return getField(word, fieldNamed(register, name));
  }

  poke(content: BankContent, index: number, word: number): void {
    const { address } = bankOf(this.chip.memories, content);
    this.do({ op: 'writeMemory', address: address + index, words: Uint32Array.of(word) });
  }

  /** Words of a bank, unsigned. */
  peek(content: BankContent, count: number, first = 0): number[] {
    const { address } = bankOf(this.chip.memories, content);
    return [...(this.do({ op: 'readMemory', address: address + first, count }) as Words)];
  }

  send(...entries: readonly (readonly [timestep: number, channel: number, count: number])[]): void {
    this.do(spikes(...entries));
  }

  get readouts(): readonly Readout[] {
    return this.events.filter((event) => event.type === 'readout');
  }

  get samples(): readonly PowerSample[] {
    return this.events.filter((event) => event.type === 'power');
  }
}

export const spikes = (
  ...entries: readonly (readonly [timestep: number, channel: number, count: number])[]
): Operation => ({
  op: 'sendSpikes',
  spikes: {
    timesteps: Uint32Array.from(entries, ([timestep]) => timestep),
    channels: Uint16Array.from(entries, ([, channel]) => channel),
    counts: Uint8Array.from(entries, ([, , count]) => count),
  },
});

/** The code that something throws or rejects with. */
export const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return undefined;
};
