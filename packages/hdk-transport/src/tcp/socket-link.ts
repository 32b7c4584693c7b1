import type { Socket } from 'node:net';
import { XylopipeError } from '@xylopipe/core';
import type { LinkEnd, LinkInfo } from '../link/link.js';
import { type Medium, MediumLink } from '../link/medium-link.js';
import { socketError } from './socket-error.js';
import type { SocketSettings } from './socket-options.js';

/** A link over a connected socket, which is the link's from now on. */
export const socketLink = (socket: Socket, info: LinkInfo, settings: SocketSettings): MediumLink =>
  new SocketMedium(socket, info, settings).link;

class SocketMedium implements Medium {
  readonly link: MediumLink;
  readonly info: LinkInfo;
  readonly maxFrame: number;
  readonly capacity: number;
  readonly #socket: Socket;
  readonly #settings: SocketSettings;
  readonly #closed: Promise<void>;
  #lastHeard: number;
  #stopIdleTimer: () => void = () => {};
  #stopStallTimer: () => void = () => {};

  constructor(socket: Socket, info: LinkInfo, settings: SocketSettings) {
    this.info = info;
    this.maxFrame = settings.maxFrame;
    this.capacity = settings.capacity;
    this.#socket = socket;
    this.#settings = settings;
    this.#lastHeard = settings.clock.now();
    this.link = new MediumLink(this);

    socket.setNoDelay(true);
    // At most 64 KiB each, in memory of its own; as plain bytes, since `slice` of a Buffer is no copy.
    socket.on('data', ({ buffer, byteOffset, byteLength }: Buffer) => {
      this.#lastHeard = settings.clock.now();
      if (!this.link.arrived(new Uint8Array(buffer, byteOffset, byteLength))) socket.pause();
    });
    socket.on('end', () => this.link.finish('remote'));
    socket.on('error', (error) => this.link.finish('lost', socketError(error, this.#who)));
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.once('close', () => this.link.finish('lost', this.#error('LINK_LOST', 'the connection is gone')));
    if (settings.idleTimeout > 0) this.#watchIdle(settings.idleTimeout);
  }

  /** Waits until the system has the bytes: it fails to be ready for more when the other end is slow. */
  write(frame: Uint8Array): Promise<void> {
    const { clock, stallTimeout } = this.#settings;
    this.#stopStallTimer = clock.after(stallTimeout, () =>
      this.#giveUp(`the other end has taken no bytes for ${stallTimeout} ms`),
    );
    return new Promise((resolve) => {
      // A failure is told by 'error' as well, which ends the link.
      this.#socket.write(frame, () => {
        this.#stopStallTimer();
        resolve();
      });
    });
  }

  resume(): void {
    // The other end could not be heard meanwhile.
    this.#lastHeard = this.#settings.clock.now();
    this.#socket.resume();
  }

  async release({ reason }: LinkEnd): Promise<void> {
    this.#stopIdleTimer();
    this.#stopStallTimer();
    const socket = this.#socket;
    // A frame that still waits would keep us waiting for an other end that takes nothing.
    if (reason === 'lost' || socket.writableLength > 0) {
      socket.destroy();
      return this.#closed;
    }
    const stopTimer = this.#settings.clock.after(this.#settings.closeTimeout, () => socket.destroy());
    // To close before all bytes are read would make the system reset the connection, and lose what we have sent.
    socket.end();
    socket.resume();
    await this.#closed;
    stopTimer();
  }

  #watchIdle(ms: number): void {
    const { clock, idleTimeout } = this.#settings;
    const look = (): void => {
      const silent = this.#socket.isPaused() ? 0 : clock.now() - this.#lastHeard;
      if (silent < idleTimeout) this.#watchIdle(idleTimeout - silent);
      else this.#giveUp(`the other end has sent nothing for ${idleTimeout} ms`);
    };
    this.#stopIdleTimer = clock.after(ms, look, { idle: true });
  }

  #giveUp(message: string): void {
    this.link.finish('lost', this.#error('LINK_TIMEOUT', message));
  }

  #error(code: string, message: string): XylopipeError {
    return new XylopipeError(code, message, { who: this.#who, hint: 'does the other end still run?' });
  }

  get #who(): string {
    return `${this.info.kind} ${this.info.address}`;
  }
}
