import { type Token, token, XylopipeError } from '@xylopipe/core';
import type { Bus } from '@xylopipe/hdk-transport';

/** Opens the bus of one board, the caller's from then on. Rejects, with nothing left open, where there is none, or when aborted. */
export type ConnectBoard = (options: { readonly signal?: AbortSignal | undefined }) => Promise<Bus>;

/** How the driver of a device comes to its board: override it in a registry to choose one. Default: there is none. */
export const BOARD_CONNECTION: Token<ConnectBoard> = token('BoardConnection');

/** The connection of a device for which nobody has named a board: rejects with `NO_BOARD`. */
export const noBoard =
  (chipId: string): ConnectBoard =>
  () =>
    Promise.reject(
      new XylopipeError('NO_BOARD', 'nobody has said which board to deploy to', {
        who: chipId,
        hint: 'override BOARD_CONNECTION of the device with what opens one, e.g. `() => openBus(link)`; or deploy to the simulator',
      }),
    );
