import { Observable } from 'rxjs';
import { type Clock, systemClock } from '../clock.js';
import type { UsbPort } from '../usb-link/usb-port.js';
import { usbBoardsOf } from './list-usb-boards.js';
import { loadNodeUsb, type NodeUsb } from './node-usb.js';

/** A board has come or gone. */
export interface UsbHotplug {
  readonly type: 'added' | 'removed';
  readonly port: UsbPort;
}

/** How to watch. */
export interface WatchUsbOptions {
  /** Milliseconds from one look at the bus to the next. Default 1000. */
  readonly interval?: number | undefined;
  /**
   * Also looks whenever the system says that something has changed. The package `usb` keeps the process alive as long as
   * it listens, so that this is not the default; without it watching keeps nothing alive.
   */
  readonly listen?: boolean | undefined;
  /** Default: the real time. */
  readonly clock?: Clock | undefined;
}

/**
 * Boards as they come and go: first those that are there, then every change. It looks at the bus again and again, because
 * not every system tells (containers have no udev), and because a message can be missed. Where there is no USB it finds
 * nothing and goes on looking; it never completes, and errors only where the package `usb` cannot be loaded.
 */
export const watchUsbBoards = (options: WatchUsbOptions = {}): Observable<UsbHotplug> =>
  watchBoardsOf(loadNodeUsb, options);

/** The same by way of a given `usb`. */
export function watchBoardsOf(
  load: () => Promise<NodeUsb>,
  { interval = 1000, listen = false, clock = systemClock }: WatchUsbOptions,
): Observable<UsbHotplug> {
  return new Observable((subscriber) => {
    let present: ReadonlyMap<string, UsbPort> = new Map();
    let usb: NodeUsb | undefined;
    let listening = false;
    let looking = false;
    let again = false;
    let stopTimer = () => {};

    const look = async (): Promise<void> => {
      again = looking;
      if (looking) return;
      looking = true;
      stopTimer();
      usb ??= await load();
      const ports = await usbBoardsOf(usb).catch(() => undefined);
      looking = false;
      if (subscriber.closed) return;
      const now = new Map(ports?.map((port) => [port.board.address, port]));
      const before = present;
      present = now;
      for (const [address, port] of before) if (!now.has(address)) subscriber.next({ type: 'removed', port });
      for (const [address, port] of now) if (!before.has(address)) subscriber.next({ type: 'added', port });
      if (subscriber.closed) return;
      // A `usb` that cannot list the bus would end the process when it is told to listen.
      if (listen && !listening && ports !== undefined) startListening(usb);
      if (again) return void look();
      stopTimer = clock.after(interval, changed, { idle: true });
    };
    const changed = (): void => {
      look().catch((error) => subscriber.error(error));
    };
    const startListening = (source: NodeUsb): void => {
      listening = true;
      for (const type of ['connect', 'disconnect'] as const) {
        source.addEventListener(type, changed);
        subscriber.add(() => source.removeEventListener(type, changed));
      }
    };

    changed();
    return () => stopTimer();
  });
}
