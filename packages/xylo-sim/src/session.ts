import {
  type DeviceSession,
  type Evolution,
  type EvolveOptions,
  type Raster,
  type SessionEvent,
  type StateSnapshot,
  throwIfAborted,
  XylopipeError,
} from '@xylopipe/core';
import { merge, type Observable, Subject } from 'rxjs';
import { nextTurn } from './next-turn.js';
import type { XyloSimulator } from './simulator.js';
import { summarizeTelemetry } from './telemetry/summarize-telemetry.js';

/**
 * A simulator as an opened chip. Long runs leave the event loop to others, so that they can be aborted and closed. With
 * telemetry, each `evolve` ends with what `summarizeTelemetry` says of it on `events$`.
 */
export class SimulatorSession implements DeviceSession {
  readonly chipId: string;
  readonly kind = 'simulator';
  readonly events$: Observable<SessionEvent>;
  readonly #simulator: XyloSimulator;
  readonly #summary$ = new Subject<SessionEvent>();
  #evolving = false;
  #closed = false;

  /** Takes the simulator over. */
  constructor(simulator: XyloSimulator) {
    this.chipId = simulator.config.chipId;
    this.events$ = merge(simulator.events$, this.#summary$);
    this.#simulator = simulator;
  }

  async evolve(input: Raster, options?: EvolveOptions): Promise<Evolution> {
    this.#refuseUnlessIdle();
    const { output, record, signal, onProgress } = options ?? {};
    const slices: Iterator<number, Evolution, void> = this.#simulator.evolveInSlices(input, { output, record });
    this.#evolving = true;
    try {
      this.#simulator.clearTelemetry();
      for (;;) {
        await nextTurn();
        this.#refuseIfClosed();
        throwIfAborted(signal, this.chipId);
        const slice = this.#next(slices);
        if (slice.done) {
          this.#summarize();
          return slice.value;
        }
        onProgress?.(slice.value / input.steps);
      }
    } finally {
      slices.return?.();
      this.#evolving = false;
    }
  }

  async resetState(): Promise<void> {
    this.#refuseUnlessIdle();
    this.#simulator.resetState();
  }

  async snapshot(): Promise<StateSnapshot> {
    this.#refuseUnlessIdle();
    return this.#simulator.snapshot();
  }

  async restore(snapshot: StateSnapshot): Promise<void> {
    this.#refuseUnlessIdle();
    this.#simulator.restore(snapshot);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#simulator.close();
    this.#summary$.complete();
  }

  #summarize(): void {
    const telemetry = this.#simulator.telemetry();
    if (telemetry === null) return;
    const { config, updateRule } = this.#simulator;
    for (const issue of summarizeTelemetry(telemetry, config, updateRule)) {
      this.#summary$.next({ type: 'issue', issue });
      this.#refuseIfClosed();
    }
  }

  /** Who is told of clipped input may close the session there and then. */
  #next(slices: Iterator<number, Evolution, void>): IteratorResult<number, Evolution> {
    try {
      return slices.next();
    } finally {
      this.#refuseIfClosed();
    }
  }

  #refuseUnlessIdle(): void {
    this.#refuseIfClosed();
    if (!this.#evolving) return;
    throw new XylopipeError('SESSION_BUSY', 'the session is evolving', {
      who: this.chipId,
      hint: 'await the pending evolve, or open a session for each run',
    });
  }

  #refuseIfClosed(): void {
    if (this.#closed) throw new XylopipeError('SESSION_CLOSED', 'the session is closed', { who: this.chipId });
  }
}
