import type { MonitoredSignal, OperationMode } from '../../bus/operation.js';
import type { SamnaFields } from '../samna-fields.js';

/**
 * A board as samna knows it: how things are called there, and what is public of them. Everything in here was read in
 * public documentation or follows from it; nothing was tried on a physical board.
 */
export interface SamnaDevice {
  /** As samna announces it. */
  readonly deviceTypeName: string;
  readonly chipId: string;
  /** Python module below `samna` with the chip's configuration and events. */
  readonly module: string;
  /** Oldest firmware that Rockpool 3.0.3 accepts. */
  readonly minFirmware: Readonly<Record<'fxtree' | 'unifirm', string>>;
  /** What the chip answers to ReadVersion, where it is asked. */
  readonly chipVersion?: readonly [major: number, minor: number] | undefined;
  /** What a driver does once before anything else. */
  readonly wakeUp: 'trigger' | 'nothing';
  /** The hidden layer in the configuration. */
  readonly hidden: { readonly field: 'reservoir' | 'hidden'; readonly neuron: string };
  /** Why a second synapse is refused; `undefined` where the configuration has it. */
  readonly noSynapse2?: string | undefined;
  /** Whether weights have a row and column for every hidden neuron, whether it takes input and drives outputs or not. */
  readonly fullWeights: boolean;
  /** Fields of every new configuration besides the network; they win over those of its mode. */
  readonly fields: (network: SamnaNetwork) => SamnaFields;
  /** Mode that a new configuration is applied in first, where it takes a change of the mode to clear the states. */
  readonly clearsFrom?: OperationMode | undefined;
  /** What a mode needs, or why there is none. */
  readonly modes: Readonly<Record<OperationMode, SamnaMode | string>>;
  /** Where manual mode leaves states that its readouts do not tell; absent where they tell what they do. */
  readonly manual?: SamnaManual | undefined;
  /** Name of the timestep in spikes and readouts, and whether it is the one that was processed last or the next one. */
  readonly time: { readonly field: 'timestep' | 'timestamp'; readonly ofReadout: 'last' | 'next' };
  readonly monitors: SamnaMonitors;
  /**
   * How the last timestep of an input is let be processed. `target`: a trigger that names the first timestep after it.
   * `spike`: a spike in that timestep, which is then taken away again by clearing the registers of input spikes.
   */
  readonly endOfInput: 'target' | 'spike';
  /** Addresses of the registers of input spikes, which manual mode begins with at 0. */
  readonly inputRegisters: readonly number[];
  /** Registers that are public. */
  readonly registers: readonly AddressRange[];
  /** Memories that may be read: those whose addresses are public. None may be written. */
  readonly memories: readonly AddressRange[];
  /** Whether the first word that a memory read brings back belongs to nothing and is asked for twice. */
  readonly dummyRead: boolean;
  readonly power: {
    /** Python enumeration of the channels. */
    readonly enumeration: string;
    /** Supplies by their names in it. */
    readonly channels: Readonly<Record<string, string>>;
  };
}

/** What of a network some fields depend on. */
interface SamnaNetwork {
  /** Seconds per timestep. */
  readonly dt: number;
  readonly biasEnable: boolean;
  readonly synapse2Enable: boolean;
}

/** How a mode is entered. */
export interface SamnaMode {
  /** Fields, given seconds per timestep and the frequency of the main clock in Hz. */
  readonly fields: (dt: number, mainClock: number) => SamnaFields;
  /** Whether states can be monitored in it. */
  readonly monitors: boolean;
  /** Whether the board answers in it. */
  readonly answers: boolean;
  /** Methods to call before. */
  readonly calls?: readonly SamnaCall[] | undefined;
  /** Members of the `TriggerProcessing` that lets it begin, where one does. */
  readonly trigger?: Readonly<Record<string, number>> | undefined;
}

/** States after a timestep of manual mode, to be read word by word. */
interface SamnaManual {
  /** Register with the output spikes in its lowest bits. */
  readonly status: number;
  /** Its bits that say that the timestep is done. */
  readonly done: number;
  /** Register, and the bits that open the memories, in their order. */
  readonly open: { readonly register: number; readonly bits: readonly number[] };
  /** Word of the first hidden neuron by signal; outputs follow the last one. */
  readonly banks: Readonly<Partial<Record<MonitoredSignal, number>>>;
}

/** A method of the board or of its model. */
export interface SamnaCall {
  readonly on: 'board' | 'model';
  readonly method: string;
  readonly args: readonly boolean[];
}

/** How monitors are set, and where their states are. */
interface SamnaMonitors {
  /** Value of a monitor: a range of neurons with its end exclusive, or a list of ids. */
  readonly value: 'range' | 'ids';
  /** What the members of a readout hold: the neurons that are monitored, in order, or all of a layer. */
  readonly holds: 'monitored' | 'all';
  readonly signals: Readonly<Partial<Record<MonitoredSignal, SamnaSignal>>>;
  /** Getters of samna's node of states by the members that they stand for, where readouts have none. */
  readonly states?: { readonly node: string; readonly getters: Readonly<Record<string, string>> } | undefined;
}

/** Where a signal is. */
interface SamnaSignal {
  /** Field of the configuration's `debug`; none where the states come in any case. */
  readonly monitor?: string | undefined;
  /** Member of a readout. */
  readonly member: string;
  /** Whether ids count on from the last hidden neuron. */
  readonly afterHidden?: boolean | undefined;
}

/** Consecutive addresses. */
export interface AddressRange {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  /** Who says so. */
  readonly source: string;
}
