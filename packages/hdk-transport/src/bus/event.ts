import type { MonitoredSignal } from './operation.js';

/** Something that a board says by itself. */
export type BusEvent = Readout | OutputSpike | PowerSample | EventsLost;

/** What a processed timestep came to. */
export interface Readout {
  readonly type: 'readout';
  /** The timestep that was processed last; -1 where none was. */
  readonly timestep: number;
  /** Bit n: output neuron n has fired. */
  readonly outputSpikes: number;
  /** Whether the chip could hibernate in it. */
  readonly hibernating: boolean;
  /** The states that are monitored. */
  readonly states: readonly MonitoredStates[];
}

/** States of neurons `first`, `first + 1`, ... at the end of a timestep; spikes of hidden neurons are counts. */
export interface MonitoredStates {
  readonly signal: MonitoredSignal;
  readonly first: number;
  readonly values: Int16Array;
}

/** An output neuron has fired, in real time. */
export interface OutputSpike {
  readonly type: 'spike';
  readonly timestep: number;
  readonly neuron: number;
}

/** Mean power since the sample before. */
export interface PowerSample {
  readonly type: 'power';
  /** Supply, e.g. `core` or `io`. */
  readonly channel: string;
  readonly microwatts: number;
  /** Seconds of the board's stopwatch. */
  readonly time: number;
}

/** The board had to drop events, because nobody took them in time. */
export interface EventsLost {
  readonly type: 'lost';
  readonly count: number;
}
