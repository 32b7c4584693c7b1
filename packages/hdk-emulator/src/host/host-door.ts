import type { HostSession } from '@xylopipe/hdk-transport/device';
import { refusal } from '../refuse.js';
import type { HostRoom } from './host-room.js';

/** Lets one host in at a time. */
export class HostDoor {
  readonly #room: HostRoom;
  readonly #who: string;
  #inside: object | undefined;

  /** @param who the board, as refusals name it */
  constructor(room: HostRoom, who: string) {
    this.#room = room;
    this.#who = who;
  }

  /**
   * A host opens the board; the one that is inside may do so again.
   * @param refuses whether the board lets nobody in; asked where it is free
   * @throws BOARD_BUSY
   */
  enter(host: object, session: HostSession, refuses: () => boolean): void {
    if ((this.#inside !== undefined && this.#inside !== host) || refuses())
      throw refusal('BOARD_BUSY', 'another host has the board open', this.#who);
    this.#inside = host;
    this.#room.host = session;
  }

  /** Whether it was this one who had the board open, and who has left now. */
  leave(host: object): boolean {
    if (this.#inside !== host) return false;
    this.#inside = undefined;
    this.#room.host = undefined;
    return true;
  }
}
