import type { SignalName } from '@xylopipe/core';

/** One thing that a host asks of a board. Addresses and words are those of the chip's register and memory maps. */
export type Operation =
  | { readonly op: 'writeRegister'; readonly address: number; readonly value: number }
  | { readonly op: 'readRegister'; readonly address: number }
  /** Bits of `mask` become those of `value`, the others stay, in one step on the board. */
  | { readonly op: 'modifyRegister'; readonly address: number; readonly mask: number; readonly value: number }
  /** Words at consecutive addresses from `address` on, each of at most 32 bits, unsigned. */
  | { readonly op: 'writeMemory'; readonly address: number; readonly words: Words }
  | { readonly op: 'readMemory'; readonly address: number; readonly count: number }
  /** Adds spikes to timesteps to come, in ascending order of timesteps. Those of a later step let the earlier ones be processed. */
  | { readonly op: 'sendSpikes'; readonly spikes: SpikeBatch }
  | { readonly op: 'setMode'; readonly mode: OperationMode }
  /** Which neurons' states every readout brings of a signal; `count` 0 for none. Ids count from 0 in both layers. */
  | { readonly op: 'setMonitor'; readonly signal: MonitoredSignal; readonly first: number; readonly count: number }
  /** Processes timesteps: all before `before`; in manual mode, and where it is left out, one. */
  | { readonly op: 'triggerProcessing'; readonly before?: number | undefined }
  /** Asks for a readout event of the last processed timestep. */
  | { readonly op: 'triggerReadout' }
  /** Measures power so many times a second and reports it as events; 0 stops. */
  | { readonly op: 'measurePower'; readonly rate: number };

/** Words of memory in any integer type that holds them. */
export type Words = Uint8Array | Uint16Array | Uint32Array;

/** Spikes into a chip: of each entry `count` (1 to 255) spikes of an input channel in a timestep. */
export interface SpikeBatch {
  /** Ascending. In manual mode nobody looks at them. */
  readonly timesteps: Uint32Array;
  readonly channels: Uint16Array;
  readonly counts: Uint8Array;
}

/**
 * How a chip is driven. `manual`: a timestep for each trigger. `accelerated`: as fast as it can, as spikes and triggers
 * come. `realTime`: one timestep per period of the chip's clock, spikes as they come.
 */
export type OperationMode = 'manual' | 'accelerated' | 'realTime';

/** What a readout can bring besides output spikes. */
export type MonitoredSignal = Exclude<SignalName, 'spikesOut'>;

/** What an operation brings back: a word, words, or nothing. */
export type OperationResult<O extends Operation = Operation> = O extends { op: 'readRegister' }
  ? number
  : O extends { op: 'readMemory' }
    ? Words
    : undefined;

/** What a list of operations brings back, in its order. */
export type OperationResults<Os extends readonly Operation[]> = { readonly [I in keyof Os]: OperationResult<Os[I]> };
