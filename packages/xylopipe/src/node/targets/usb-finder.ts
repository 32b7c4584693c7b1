import { type Issue, isXylopipeError, throwIfAborted } from '@xylopipe/core';
import { type Bus, openBus } from '@xylopipe/hdk-transport';
import { listUsbBoards, type UsbPort, usbLink, watchUsbBoards } from '@xylopipe/hdk-transport/usb';
import type { BoardChange, BoardFinder, FoundBoard } from '@xylopipe/xylo-hdk';
import { concatMap, Observable } from 'rxjs';

/**
 * Finds boards on USB. Those that speak HXP are opened for a moment and asked who they are; to those of SynSense nothing is
 * sent, and they are refused.
 */
export function usbFinder(): BoardFinder {
  const ports = new WeakMap<FoundBoard, UsbPort>();

  const find = async (port: UsbPort, signal?: AbortSignal): Promise<FoundBoard> => {
    const board = await boardAt(port, signal);
    ports.set(board, port);
    return board;
  };

  const changes$ = new Observable<BoardChange>((subscriber) => {
    const present = new Map<string, FoundBoard>();
    const changed = async ({ type, port }: { type: BoardChange['type']; port: UsbPort }): Promise<void> => {
      const { address } = port.board;
      const board = (type === 'removed' ? present.get(address) : undefined) ?? (await find(port));
      if (type === 'added') present.set(address, board);
      else present.delete(address);
      subscriber.next({ type, board });
    };
    return watchUsbBoards({ listen: true })
      .pipe(concatMap(changed))
      .subscribe({
        error: (error) => subscriber.error(error),
      });
  });

  return {
    name: 'usb',
    async list({ signal } = {}) {
      const found = await Promise.all((await listUsbBoards()).map((port) => find(port, signal)));
      throwIfAborted(signal, 'usb');
      return found;
    },
    changes$,
    open: (board, { signal } = {}) => openAt(ports.get(board) as UsbPort, signal),
  };
}

const openAt = async (port: UsbPort, signal?: AbortSignal): Promise<Bus> => openBus(await usbLink(port), { signal });

/** What is at a port, as far as it lets itself be asked. */
async function boardAt(port: UsbPort, signal?: AbortSignal): Promise<FoundBoard> {
  const { serial, address, product, refusal } = port.board;
  const place = serial === '' ? `usb ${address}` : `usb:${serial}`;
  const described = { serial, ...(product === '' ? {} : { deviceTypeName: product }) };
  if (refusal !== undefined) return { address: place, identity: described, refusal };
  try {
    const bus = await openAt(port, signal);
    await bus.close();
    return { address: place, identity: { ...bus.board, serial: bus.board.serial || serial } };
  } catch (error) {
    return { address: place, identity: { serial }, refusal: issueOf(error) };
  }
}

function issueOf(error: unknown): Issue {
  if (!isXylopipeError(error)) throw error;
  const { code, message, hint } = error;
  const [first = ''] = message.split('\n', 1);
  return { code, severity: 'error', at: [], message: first, ...(hint === undefined ? {} : { hint }) };
}
