import type { VirtualBoard } from '@xylopipe/hdk-emulator';
import { type Bus, openBus } from '@xylopipe/hdk-transport';
import type { FaultRule } from '@xylopipe/hdk-transport/loopback';
import { type DrivenChip, type XyloDriver, xyloDriver } from '@xylopipe/xylo-hdk';
import { type LinkBench, MAX_FRAME } from './bench/link-bench.js';
import type { CellContext } from './cell.js';
import { newBoard } from './chip.js';
import { FaultSwitch } from './fault-switch.js';
import type { FaultTarget } from './faults/fault-case.js';

/** Milliseconds that the driver gives a request. */
const REQUEST_TIMEOUT = 5000;
/** Timesteps that a board gets at once: few, so that an evolution takes several requests. */
const CHUNK = 8;
/** From the number of one session to that of the next: farther than requests and events count. */
const SESSIONS_APART = 1_000_000;

/** A board, a host with its driver, and a link between them that can be made to fail. */
export class World implements FaultTarget {
  board: VirtualBoard;
  /** The one that was there when the fault came. */
  readonly struckBoard: VirtualBoard;
  readonly driver: XyloDriver;
  readonly #bench: LinkBench;
  readonly #chip: DrivenChip;
  readonly #seed: number;
  #link: FaultSwitch | undefined;
  /** The one that was made to fail. */
  #struckLink: FaultSwitch | undefined;
  /** For the next link that is opened. */
  #rules: readonly FaultRule[] | undefined;
  #boardRemoved = false;
  /** Number of the session that was opened last: another one each time, and known, for frames that a fault makes up. */
  #session = 0;

  constructor({ bench, chip }: CellContext, seed: number) {
    const { clock } = bench.time;
    this.#bench = bench;
    this.#chip = chip;
    this.#seed = seed;
    this.board = newBoard(chip, clock);
    this.struckBoard = this.board;
    bench.plugIn(this.board);
    this.driver = xyloDriver(chip, () => this.connect(), {
      clock,
      requestTimeout: REQUEST_TIMEOUT,
      chunkTimesteps: CHUNK,
    });
  }

  /** Faults of links that have struck. */
  get strikes(): number {
    return this.#struckLink?.strikes ?? 0;
  }

  get session(): number {
    return this.#link === undefined ? this.#session + SESSIONS_APART : this.#session;
  }

  async connect(): Promise<Bus> {
    const { clock } = this.#bench.time;
    if (this.#boardRemoved) return openBus(await this.#bench.openNowhere());
    const link = new FaultSwitch(await this.#bench.open());
    this.#link = link;
    if (this.#rules !== undefined) this.failLink(this.#rules);
    this.#rules = undefined;
    this.#session += SESSIONS_APART;
    return openBus(link, { clock, maxFrame: MAX_FRAME, session: this.#session });
  }

  readonly failLink = (rules: readonly FaultRule[]): void => {
    if (this.#link === undefined) this.#rules = rules;
    else this.#link.fail(rules, this.#bench.time.clock, this.#seed);
    this.#struckLink = this.#link;
  };

  readonly removeBoard = (): void => {
    this.#boardRemoved = true;
  };

  /** What can be made good again is: a new board, if this one cannot be used any more, where boards are found. */
  repair(boardStays: boolean): void {
    this.#boardRemoved = false;
    this.#rules = undefined;
    if (boardStays) return;
    this.board.unplug();
    this.board = newBoard(this.#chip, this.#bench.time.clock);
    this.#bench.plugIn(this.board);
  }
}
