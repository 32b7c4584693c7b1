import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { refuseHost } from '../device/refuse-host.js';
import { checkNumbers } from '../link/check-numbers.js';
import type { Link, LinkInfo } from '../link/link.js';
import { socketLink } from './socket-link.js';
import { type SocketOptions, type SocketSettings, socketSettings } from './socket-options.js';

/** How to listen. */
export interface ListenOptions extends SocketOptions {
  /**
   * Called with each link that is opened to us, which is then the caller's: whoever does not want it closes it. Must not
   * throw.
   */
  readonly onLink: (link: Link) => void;
  /**
   * Links that are open at the same time. A further host is answered `BOARD_BUSY`, which it gets as the cause of
   * `HXP_REFUSED`, and closed; so many at a time that it could be an attack are closed without a word. Default 50.
   */
  readonly maxConnections?: number | undefined;
}

/** A server that accepts links until it is closed. */
export interface Listener {
  /** Where it listens, e.g. `127.0.0.1:4711`, `[::1]:4711` or the path of a socket. */
  readonly address: string;
  /** Links that are open. */
  readonly connections: number;
  /** Connections that were too many, or broke before they were links. */
  readonly refused: number;
  /** Stops listening and closes all links that are open. Can be called more than once. */
  close(): Promise<void>;
}

/** Milliseconds of silence after which an accepted link is lost: several heartbeats of a session. */
const IDLE_TIMEOUT = 60_000;

/** Hosts that are told at the same time that there are too many of them. */
const MOST_REFUSALS = 16;

/** The part of a listener that does not depend on the kind of address. */
export class SocketListener implements Listener {
  readonly server: Server;
  readonly #links = new Set<Link>();
  readonly #refusals = new Set<Link>();
  readonly #maxConnections: number;
  readonly #settings: SocketSettings;
  readonly #onLink: (link: Link) => void;
  #refused = 0;
  #closed: Promise<void> | undefined;
  /** Known when it listens. */
  address = '';

  /** @throws OPTIONS_INVALID */
  constructor(who: string, options: ListenOptions, infoOf: (socket: Socket) => LinkInfo) {
    const { maxConnections = 50, onLink } = options;
    checkNumbers(who, { maxConnections: [maxConnections, 1, 10_000] });
    this.#settings = socketSettings(who, options, IDLE_TIMEOUT);
    this.#onLink = onLink;
    this.#maxConnections = maxConnections;
    this.server = createServer((socket) => this.#accept(socketLink(socket, infoOf(socket), this.#settings)));
    this.server.maxConnections = maxConnections + MOST_REFUSALS;
    this.server.on('drop', () => this.#refused++);
  }

  get connections(): number {
    return this.#links.size;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Resolves when it listens; rejects with the error of the system. `listen` tells the server where. */
  async start(listen: (server: Server) => void): Promise<void> {
    const listening = once(this.server, 'listening');
    listen(this.server);
    await listening;
    // From now on an error is one of accepting, e.g. that no file descriptors are left: it costs that connection only.
    this.server.on('error', () => this.#refused++);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #accept(link: Link): void {
    const tooMany = this.#links.size >= this.#maxConnections;
    const links = tooMany ? this.#refusals : this.#links;
    links.add(link);
    void link.end.then(() => links.delete(link));
    if (tooMany) this.#refuse(link);
    else this.#onLink(link);
  }

  #refuse(link: Link): void {
    this.#refused++;
    const message = `${this.#maxConnections} connections are open, and it takes no more`;
    void refuseHost(link, { code: 'BOARD_BUSY', message }, this.#settings.clock);
  }

  async #close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    await Promise.all([...this.#links, ...this.#refusals].map((link) => link.close()));
    await closed;
  }
}
