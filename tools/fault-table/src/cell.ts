import { isDeepStrictEqual } from 'node:util';
import { type DeviceConfig, type Evolution, isXylopipeError } from '@xylopipe/core';
import type { DrivenChip, HdkSession } from '@xylopipe/xylo-hdk';
import type { LinkBench } from './bench/link-bench.js';
import type { FaultCase } from './faults/fault-case.js';
import { Leaks } from './leaks.js';
import type { Operation } from './operations.js';
import { HangError } from './time.js';
import { probe, type Truth, warmUp } from './truth.js';
import { World } from './world.js';

/** Milliseconds of the clock in which everything succeeds or fails. */
const DEADLINE = 15_000;

/** Milliseconds that nothing takes which goes well at once: samples of power are the slowest, repeats take longer. */
const AT_ONCE = 240;

/** How an operation has ended. `retried`: well, after something was done again. */
type Ending = 'success' | 'retried' | { readonly code: string };

/** What one run of a cell has come to. */
export interface Outcome {
  readonly ending: Ending;
  /** What is not as it has to be, whatever the ending. */
  readonly wrong: readonly string[];
}

/** What all cells of a table have. */
export interface CellContext {
  readonly bench: LinkBench;
  readonly chip: DrivenChip;
  readonly config: DeviceConfig;
}

/** One fault that an operation meets. */
export interface Cell {
  readonly operation: Operation;
  readonly fault: FaultCase;
  readonly truth: Truth;
  readonly seed: number;
}

/** Lets a fault loose upon an operation, and looks at everything that has to hold whatever comes of it. */
export async function runCell(context: CellContext, cell: Cell): Promise<Outcome> {
  const leaks = await Leaks.watch();
  const run = new CellRun(context, cell);
  const ending = await run.play();
  return { ending, wrong: [...run.wrong, ...(await leaks.end())] };
}

class CellRun {
  readonly wrong: string[] = [];
  readonly #context: CellContext;
  readonly #cell: Cell;
  readonly #world: World;
  readonly #sessions: HdkSession[] = [];

  constructor(context: CellContext, cell: Cell) {
    this.#context = context;
    this.#cell = cell;
    this.#world = new World(context, cell.seed);
  }

  async play(): Promise<Ending> {
    const { fault } = this.#cell;
    try {
      const ending = await this.#meetFault();
      if (typeof ending === 'object') await this.#recover();
      await this.#leave();
      this.#judge(ending);
      return ending;
    } catch (error) {
      this.wrong.push(
        error instanceof HangError ? `hangs: ${error.message}` : `fails outside of the fault: ${told(error)}`,
      );
      await this.#abandon();
      return { code: `${fault.row}: broken` };
    }
  }

  /** Prepares what the operation needs, lets the fault loose, and does it. */
  async #meetFault(): Promise<Ending> {
    const { operation, fault } = this.#cell;
    if (operation.needs === 'session') {
      const session = await this.#deploy();
      await this.#until(session.evolve(warmUp(this.#context.config)));
    }
    const { bench } = this.#context;
    const { clock } = bench.time;
    const [began, before] = [clock.now(), bench.repeats];
    fault.strike(this.#world);
    try {
      await this.#operate();
      const took = clock.now() - began;
      await this.#lookBehind();
      const again = fault.mended === true || took > AT_ONCE || bench.repeats > before || this.#hostRepeats > 0;
      return again ? 'retried' : 'success';
    } catch (error) {
      if (error instanceof HangError) throw error;
      if (!isXylopipeError(error)) throw error;
      if ((error.who ?? '') === '') this.wrong.push(`an error that does not say who: ${told(error)}`);
      return { code: error.code };
    }
  }

  async #operate(): Promise<void> {
    const { operation, truth } = this.#cell;
    if (operation.needs === 'bus') {
      const bus = await this.#until(this.#world.connect());
      if (bus.board.chipId !== this.#context.config.chipId) this.wrong.push('the board is another');
      await this.#until(bus.close());
    } else if (operation.needs === 'deploy') await this.#deploy();
    else {
      const result = await this.#until(operation.onBoard!(this.#sessions[0]!));
      if (!isDeepStrictEqual(result, truth.result)) this.wrong.push('its result is not that of the simulator');
    }
  }

  /** What evolves behind the operation shows what became of the state; behind those that end a session, in another one. */
  async #lookBehind(): Promise<void> {
    const { truth } = this.#cell;
    if (truth.behind === undefined || this.#sessions.length === 0) {
      await this.#deployAfterwards();
    } else await this.#compare(this.#sessions[0]!, truth.behind);
  }

  /** After an error the session that it has met is of no use, and the board is, or else the next one. */
  async #recover(): Promise<void> {
    const { config } = this.#context;
    for (const session of this.#sessions) {
      try {
        await this.#until(session.evolve(probe(config)));
        this.wrong.push('evolves after it has failed');
      } catch (error) {
        if (!isXylopipeError(error) || error.code !== 'SESSION_LOST') throw error;
      }
      // Until then the link is not given back.
      await this.#until(session.close());
    }
    await this.#deployAfterwards();
  }

  async #deployAfterwards(): Promise<void> {
    const { fault, truth } = this.#cell;
    this.#world.repair(fault.boardStays);
    await this.#until(this.#context.bench.quiet);
    await this.#compare(await this.#deploy(), truth.fromRest);
  }

  async #leave(): Promise<void> {
    const { bench } = this.#context;
    for (const session of this.#sessions) await this.#until(Promise.all([session.close(), session.close()]));
    await this.#until(bench.quiet);
    this.#world.board.unplug();
    const { pending } = bench.time.clock;
    if (pending > 0) this.wrong.push(`leaves ${pending} timers behind`);
  }

  /** After a hang nothing can be waited for. */
  async #abandon(): Promise<void> {
    this.#world.board.unplug();
    for (const session of this.#sessions) session.close().catch(() => {});
    await this.#context.bench.time.pass(DEADLINE).catch(() => {});
  }

  #judge(ending: Ending): void {
    const { fault } = this.#cell;
    const { expected } = fault;
    const strikes = fault.strikes?.(this.#world.struckBoard) ?? this.#world.strikes;
    if (strikes === 0 && fault.mayMiss !== true) this.wrong.push('the fault has not struck');
    const failed = typeof ending === 'object';
    if (expected === 'success' && failed) this.wrong.push(`fails with ${ending.code}, and should not`);
    if (expected !== 'success' && !failed) this.wrong.push(`goes well, and should fail with ${expected.join(' or ')}`);
    if (expected !== 'success' && failed && !expected.includes(ending.code))
      this.wrong.push(`fails with ${ending.code} in place of ${expected.join(' or ')}`);
  }

  async #deploy(): Promise<HdkSession> {
    const session = await this.#until(this.#world.driver.deploy(this.#context.config));
    this.#sessions.push(session);
    return session;
  }

  async #compare(session: HdkSession, truth: Evolution): Promise<void> {
    const evolved = await this.#until(session.evolve(probe(this.#context.config), { record: true }));
    if (!isDeepStrictEqual(evolved, truth)) this.wrong.push('what evolves behind it is not as in the simulator');
  }

  get #hostRepeats(): number {
    return this.#sessions.reduce((sum, { statistics: { retries, damaged } }) => sum + retries + damaged, 0);
  }

  #until<T>(promise: Promise<T>): Promise<T> {
    return this.#context.bench.time.until(promise, DEADLINE);
  }
}

const told = (error: unknown): string =>
  error instanceof Error ? `${(error as { code?: string }).code ?? error.name}: ${error.message}` : String(error);
