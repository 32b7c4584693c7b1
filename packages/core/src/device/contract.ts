import type { Observable } from 'rxjs';
import type { DeviceConfig } from '../artifacts/device-config.js';
import type { Evolution, OutputMode, SignalName } from '../artifacts/evolution.js';
import type { MappedSpec } from '../artifacts/mapped-spec.js';
import type { NetworkGraph } from '../artifacts/network-graph.js';
import type { QuantizedSpec } from '../artifacts/quantized-spec.js';
import type { Raster } from '../data/raster.js';
import type { Checked, Issue } from '../issues/issue.js';

/** Other limits than the chip's, for networks that are only to be simulated. */
export interface MapOptions {
  /** Hidden ids to give out; output ids start here. Default: the chip's. */
  readonly maxHiddenNeurons?: number | undefined;
  /** Output ids to give out. Default: the chip's. */
  readonly maxOutputNeurons?: number | undefined;
}

/** Lays a graph out on the resources of a chip. Pure: the graph is not changed. */
export interface Mapper {
  /** Throws `MAP_REFUSED` with all issues if a design rule, a conversion or the allocation fails; warnings come with the result. */
  map(graph: NetworkGraph, options?: MapOptions): Checked<MappedSpec>;
}

/** Makes a configuration that is legal for a chip. */
export interface Configurator {
  /** Throws `CONFIG_INVALID` with every limit that the specification breaks. */
  configure(spec: QuantizedSpec): Checked<DeviceConfig>;
}

/** Says what makes a configuration illegal for a chip. */
export interface Validator {
  /** All issues, an empty list if the chip can hold the configuration. Never throws for its content. */
  validate(config: DeviceConfig): readonly Issue[];
}

/** Opens a chip, simulated or on a board, with a configuration. Bound to `SIMULATOR` and `HDK_DRIVER`. */
export interface Deployer {
  /**
   * A hardware deployer refuses a configuration that its validator faults, reads back what it wrote, and rejects with
   * no session left open if anything differs. A simulator takes any `DeviceConfig`.
   */
  deploy(config: DeviceConfig, options?: DeployOptions): Promise<DeviceSession>;
}

export interface DeployOptions {
  /** Aborts the deployment; nothing stays open. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Signals to record and the neurons to record of each: `true` for all, ids for some, in the order of the columns.
 * Ids of hidden and of output neurons both count from 0.
 */
export type RecordChoice = { readonly [S in SignalName]?: boolean | NeuronIds | undefined };

/** Ids of neurons, none of them twice. */
export type NeuronIds = readonly number[] | Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** How to evolve, and what to bring back. */
export interface EvolveOptions {
  /** Which state of the output neurons is the answer. Default `spikes`. */
  readonly output?: OutputMode | undefined;
  /**
   * Signals to record besides the output, which is always there with all its neurons: `true` for all that the chip has,
   * names, or names with neurons. Default `false`.
   */
  readonly record?: boolean | readonly SignalName[] | RecordChoice | undefined;
  /** Is told how far a long evolution is, 0 to 1; a session that cannot know never calls it. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborts the evolution; the state of the chip is then undefined until the next `resetState`. */
  readonly signal?: AbortSignal | undefined;
}

/** Something a session has to say that is not a result. */
export interface SessionEvent {
  readonly type: 'issue';
  readonly issue: Issue;
}

/** State of a session between two timesteps: written by `snapshot`, understood by `restore` of the same configuration. */
export interface StateSnapshot {
  readonly vmem: Int16Array;
  /** Synapse 0 of all hidden neurons, then synapse 1 where there is one. */
  readonly isyn: Int16Array;
  /** Hidden spikes of the last step, still to be delivered. */
  readonly spikesHidden: Uint8Array;
  readonly vmemOut: Int16Array;
  readonly isynOut: Int16Array;
}

/**
 * One opened chip: the same contract for simulator and hardware.
 *
 * - At most one `evolve` at a time: until it settles every other call but `close` rejects with `SESSION_BUSY`.
 * - State is carried from one `evolve` to the next until `resetState`.
 * - `close` can be called twice; it makes a pending `evolve` reject with `SESSION_CLOSED`, and so does every later call.
 */
export interface DeviceSession {
  readonly chipId: string;
  readonly kind: 'simulator' | 'hdk';
  /** Warnings while evolving, e.g. `INPUT_CLIPPED`; completes on `close`. Never errors: failures are rejections. */
  readonly events$: Observable<SessionEvent>;
  /**
   * Evolves as many timesteps as `input` has, from the present state. Rejects with `INPUT_CHANNELS` if its channels are not
   * the configuration's, `INPUT_INVALID` if it is no raster, `RECORD_INVALID` with all that is asked for and cannot be recorded.
   */
  evolve(input: Raster, options?: EvolveOptions): Promise<Evolution>;
  /** Sets all states to zero, undelivered spikes included. */
  resetState(): Promise<void>;
  /** A copy of the state; there only where `capabilities.snapshot` says so. */
  snapshot?(): Promise<StateSnapshot>;
  /** Puts a snapshot back. Rejects with `SNAPSHOT_MISMATCH` if it is of another size, `SNAPSHOT_INVALID` if it is no state at all. */
  restore?(snapshot: StateSnapshot): Promise<void>;
  close(): Promise<void>;
}
