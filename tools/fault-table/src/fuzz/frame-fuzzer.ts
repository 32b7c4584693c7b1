import { encodeFrame, OPCODES, type Opcode, seqAfter } from '@xylopipe/hdk-transport/hxp';
import { Dice } from '../dice.js';

/** A frame that means something, to be damaged. */
export interface SoundFrame {
  readonly opcode: Opcode;
  readonly payload: Uint8Array;
  /** Its seq counts, from the session's number on; else it is that number. */
  readonly counted?: boolean;
}

const ALL: readonly Opcode[] = Object.values(OPCODES);
/** Frames of other kinds between two that open a session anew. */
const SESSION = 12;

/** Frames that nobody should have sent: random, damaged, of sound form and senseless, sound and out of place. */
export class FrameFuzzer {
  readonly #dice: Dice;
  readonly #sound: readonly SoundFrame[];
  #session = 0;
  #counted = 0;

  constructor(sound: readonly SoundFrame[], seed: number) {
    this.#sound = sound;
    this.#dice = new Dice(seed);
  }

  /** Frames that count do so from the number of this session on. */
  begin(session: number): void {
    this.#session = session;
    this.#counted = 0;
  }

  /** The bytes of the next one. */
  next(): Uint8Array {
    const dice = this.#dice;
    switch (dice.integer(0, 8)) {
      case 0:
        return dice.bytes(dice.integer(0, 100));
      case 1:
        return this.#sealed({ opcode: ALL[dice.integer(0, ALL.length)]!, payload: dice.bytes(dice.integer(0, 60)) });
      case 2:
      case 3: {
        const { payload, ...frame } = this.#any();
        return this.#sealed({ ...frame, payload: this.#mutated(payload) });
      }
      case 4:
        return this.#mutated(this.#sealed(this.#any()));
      case 5: {
        const whole = this.#sealed(this.#any());
        return whole.subarray(0, dice.integer(0, whole.length));
      }
      case 6:
        return longHeader(dice);
      default:
        return this.#sealed(this.#any());
    }
  }

  /** Whether a new session should begin, by chance. */
  get sessionOver(): boolean {
    return this.#dice.integer(0, SESSION) === 0;
  }

  #any(): SoundFrame {
    return this.#sound[this.#dice.integer(0, this.#sound.length)]!;
  }

  #sealed({ opcode, payload, counted = false }: SoundFrame): Uint8Array {
    const outOfPlace = this.#dice.integer(0, 10) === 0 ? this.#dice.integer(-20, 20) : 0;
    const seq = counted ? seqAfter(this.#session, 1 + this.#counted++ + outOfPlace) : this.#session;
    return encodeFrame(opcode, seqAfter(seq, counted ? 0 : outOfPlace), payload);
  }

  /** Up to four bytes are other ones, more or less. */
  #mutated(bytes: Uint8Array): Uint8Array {
    const dice = this.#dice;
    let out = bytes.slice();
    for (let i = dice.integer(1, 5); i > 0 && out.length > 0; i--) {
      const at = dice.integer(0, out.length);
      const kind = dice.integer(0, 4);
      if (kind === 0) out[at]! ^= 1 << dice.integer(0, 8);
      else if (kind === 1) out[at] = dice.integer(0, 256);
      else if (kind === 2) out = out.slice(0, at);
      else out = Uint8Array.of(...out.subarray(0, at), dice.integer(0, 256), ...out.subarray(at));
    }
    return out;
  }
}

/** A header whose length is anything; now and then a sound one, which swallows what comes behind it for a while. */
function longHeader(dice: Dice): Uint8Array {
  const sound = dice.integer(0, 200) === 0;
  const header = encodeFrame(OPCODES.batch, dice.integer(0, 1000), new Uint8Array(sound ? 60_000 : 0)).slice(0, 16);
  if (!sound) new DataView(header.buffer).setUint32(8, dice.integer(0, 2 ** 32), true);
  return header;
}
