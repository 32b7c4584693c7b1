import type { Clock, PowerSample } from '@xylopipe/hdk-transport';
import { Pacer } from '../pacer.js';
import { refusal } from '../refuse.js';
import type { PowerModel } from './power-model.js';

/** Samples a second, at most and at least. */
const FASTEST = 1000;
const SLOWEST = 0.001;

/** Measures what an emulated board takes: out of its power model, and of how long it was at work. */
export class PowerMeter {
  readonly #clock: Clock;
  readonly #model: PowerModel | undefined;
  readonly #pacer: Pacer;
  readonly #powerUp: number;
  readonly #emit: (sample: PowerSample) => void;
  #busy = 0;
  #since = 0;

  constructor(clock: Clock, model: PowerModel | undefined, emit: (sample: PowerSample) => void) {
    this.#clock = clock;
    this.#model = model;
    this.#emit = emit;
    this.#powerUp = clock.now();
    this.#pacer = new Pacer(clock, () => this.#sample());
  }

  /** The board's stopwatch: seconds since power-up. */
  get seconds(): number {
    return (this.#clock.now() - this.#powerUp) / 1000;
  }

  /** The board was at work for so many seconds of its own time. */
  worked(seconds: number): void {
    this.#busy += seconds;
  }

  /** Samples a second; 0 for none. @throws RATE_RANGE, NO_POWER_MODEL */
  measure(rate: number): void {
    if (rate !== 0 && !(rate >= SLOWEST && rate <= FASTEST))
      throw refusal('RATE_RANGE', `${rate} samples a second, which is not 0 and not ${SLOWEST} to ${FASTEST}`);
    if (rate > 0 && this.#model === undefined) throw refusal('NO_POWER_MODEL', 'this board measures no power');
    this.stop();
    if (rate === 0) return;
    this.#busy = 0;
    this.#since = this.seconds;
    this.#pacer.start(1000 / rate);
  }

  stop(): void {
    this.#pacer.stop();
  }

  #sample(): void {
    const time = this.seconds;
    const elapsed = time - this.#since;
    // An emulated board can process more timesteps in a while than its clock would allow.
    const active = elapsed > 0 ? Math.min(1, this.#busy / elapsed) : 0;
    this.#busy = 0;
    this.#since = time;
    for (const { supply, activeMicrowatts, idleMicrowatts = activeMicrowatts } of this.#model!.supplies) {
      const microwatts = idleMicrowatts + (activeMicrowatts - idleMicrowatts) * active;
      this.#emit({ type: 'power', channel: supply, microwatts, time });
    }
  }
}
