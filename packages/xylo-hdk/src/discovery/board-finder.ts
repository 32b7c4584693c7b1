import type { Issue } from '@xylopipe/core';
import type { BoardIdentity, Bus } from '@xylopipe/hdk-transport';
import type { Observable } from 'rxjs';

/** A board that a finder has come across, opened by nobody. */
export interface FoundBoard {
  /** By which its finder opens it, and users name it, e.g. `usb:0042` or `tcp://127.0.0.1:4000`. */
  readonly address: string;
  /** As it announces itself; what is not known before it is opened is left out. */
  readonly identity: Partial<BoardIdentity>;
  /** Why it cannot be opened; `undefined` where nothing speaks against it. */
  readonly refusal?: Issue | undefined;
}

/** A board has come or gone. */
export interface BoardChange {
  readonly type: 'added' | 'removed';
  readonly board: FoundBoard;
}

/** One way to boards: USB, a list of addresses, a vendor's driver. */
export interface BoardFinder {
  /** For messages, e.g. `usb`. */
  readonly name: string;
  /** All boards that are there now. Rejects where that cannot be told. */
  list(options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly FoundBoard[]>;
  /** Boards as they come and go from the time of subscription on: first those that are there. */
  readonly changes$: Observable<BoardChange>;
  /** Opens one of them. */
  open(board: FoundBoard, options?: { readonly signal?: AbortSignal | undefined }): Promise<Bus>;
}
