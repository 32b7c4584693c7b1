import { attachBoard, type VirtualBoard } from '@xylopipe/hdk-emulator';
import type { Link } from '@xylopipe/hdk-transport';
import type { ServedBus } from '@xylopipe/hdk-transport/device';
import type { Time } from '../time.js';
import { MAX_FRAME } from './link-bench.js';

/** The board's end of a bench: whichever board is plugged in gets the links that come. */
export class ServedBoard {
  readonly #time: Time;
  readonly #open = new Set<ServedBus>();
  /** Of links that have ended. */
  #repeats = 0;
  #board: VirtualBoard | undefined;

  constructor(time: Time) {
    this.#time = time;
  }

  plugIn(board: VirtualBoard): void {
    this.#board = board;
  }

  /** A link has been opened. */
  readonly serve = (link: Link): void => {
    if (this.#board === undefined) {
      void link.close();
      return;
    }
    const served = attachBoard(this.#board, link, { clock: this.#time.clock, maxFrame: MAX_FRAME });
    this.#open.add(served);
    void served.end.then(() => {
      this.#open.delete(served);
      this.#repeats += repeatsOf(served);
    });
  };

  get repeats(): number {
    return [...this.#open].reduce((sum, served) => sum + repeatsOf(served), this.#repeats);
  }

  get quiet(): Promise<unknown> {
    return Promise.all([...this.#open].map(({ end }) => end));
  }
}

const repeatsOf = ({ statistics: { replays, damaged } }: ServedBus): number => replays + damaged;
