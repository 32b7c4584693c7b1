import type { Link } from '@xylopipe/hdk-transport';
import type { ServeOptions } from '@xylopipe/hdk-transport/device';
import type { Listener } from '@xylopipe/hdk-transport/tcp';
import { attachBoard } from '../host/attach-board.js';
import type { VirtualBoard } from '../virtual-board.js';

/** Begins to listen for links, e.g. `(onLink) => listenTcp({ onLink })`: on this machine only, as the listener's default is. */
export type Listen = (onLink: (link: Link) => void) => Promise<Listener>;

/** An emulated board that other processes can open. */
export interface BoardServer {
  /** Where it listens, e.g. `127.0.0.1:4711` or the path of a socket. */
  readonly address: string;
  /** The board that is plugged in. */
  readonly board: VirtualBoard;
  readonly listener: Listener;
  /** Why the last link that could not be served was closed at once; `undefined` where all could. */
  readonly failure: unknown;
  /** Stops listening, says BYE to hosts, and unplugs the board. Can be called more than once. */
  close(): Promise<void>;
}

/**
 * Serves an emulated board to whoever connects. One host at a time has it open; others are connected, but their HELLO is
 * answered with `BOARD_BUSY` until it is free. How many connections and how long frames can be is up to the listener and
 * to `options`, and all that waits for a client is bounded.
 * @param board where it is a function, a new board is plugged in whenever the one before was unplugged; a board that is
 * given stays unplugged then, and links are closed at once
 * @throws what `listen` does
 */
export async function serveBoard(
  board: VirtualBoard | (() => VirtualBoard),
  listen: Listen,
  options: ServeOptions = {},
): Promise<BoardServer> {
  const server = new Server(board, options);
  await server.start(listen);
  return server;
}

class Server implements BoardServer {
  board: VirtualBoard;
  listener!: Listener;
  failure: unknown;
  readonly #make: (() => VirtualBoard) | undefined;
  readonly #options: ServeOptions;
  readonly #served = new Set<{ close(): Promise<void> }>();
  #closing: Promise<void> | undefined;

  constructor(board: VirtualBoard | (() => VirtualBoard), options: ServeOptions) {
    this.#make = typeof board === 'function' ? board : undefined;
    this.board = typeof board === 'function' ? board() : board;
    this.#options = options;
    this.#replug(this.board);
  }

  get address(): string {
    return this.listener.address;
  }

  async start(listen: Listen): Promise<void> {
    this.listener = await listen((link) => this.#serve(link));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #replug(board: VirtualBoard): void {
    void board.end.then(() => {
      if (this.#make === undefined || this.#closing !== undefined) return;
      this.board = this.#make();
      this.#replug(this.board);
    });
  }

  #serve(link: Link): void {
    try {
      const served = attachBoard(this.board, link, this.#options);
      this.#served.add(served);
      void served.end.then(() => this.#served.delete(served));
    } catch (error) {
      this.failure = error;
      void link.close();
    }
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#served].map((served) => served.close()));
    await this.listener.close();
    this.board.unplug();
  }
}
