import type { Fault, FaultRule } from './fault.js';
import { FaultTarget } from './fault-target.js';

/** What comes of a frame, in order: pieces that go on, times to wait, the loss of the link. */
export type LaneStep =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'lose' };

/** Faults in the frames of one direction. Of several rules that hit a frame the first one counts. */
export class FaultLane {
  readonly #targets: readonly FaultTarget[];
  readonly #injected: (type: Fault['type']) => void;
  /** Frames that wait for the next one. */
  #merging: Uint8Array | undefined;
  #position = 0;
  #hanging = false;

  constructor(rules: readonly FaultRule[], seed: number, injected: (type: Fault['type']) => void) {
    // Far apart: a rule's place in the list must not give it the numbers of another one, one later.
    this.#targets = rules.map((rule, i) => new FaultTarget(rule, seed ^ Math.imul(i + 1, 0x9e3779b1)));
    this.#injected = injected;
  }

  /** Whether frames can be hit at all. */
  get idle(): boolean {
    return this.#targets.length === 0;
  }

  /** What comes of the next frame, whose bytes are not kept. */
  next(frame: Uint8Array): readonly LaneStep[] {
    if (this.#hanging) return [];
    const start = this.#position;
    this.#position += frame.length;
    // All look at it, also behind the one that hits: each counts frames of its own.
    const hits = this.#targets.map((target) => ({ target, place: target.placeIn(frame, start) }));
    const hit = hits.find(({ place }) => place !== undefined);
    if (hit?.place === undefined) return this.#joined([piece(frame)]);
    hit.target.used();
    this.#injected(hit.target.rule.fault.type);
    return this.#joined(this.#steps(hit.target, frame, hit.place));
  }

  /** What still waits for a next frame when there will be none. */
  rest(): readonly LaneStep[] {
    return this.#merging === undefined || this.#hanging ? [] : this.#joined([piece(new Uint8Array(0))]);
  }

  #steps({ rule: { fault }, dice }: FaultTarget, frame: Uint8Array, place: number): LaneStep[] {
    const before = piece(frame.subarray(0, place));
    switch (fault.type) {
      case 'drop':
        return [];
      case 'flip': {
        const flipped = new Uint8Array(frame);
        flipped[place]! ^= fault.mask ?? 1 << dice.integer(0, 8);
        return [piece(flipped)];
      }
      case 'duplicate':
        return [piece(frame), piece(new Uint8Array(frame))];
      case 'split':
        return [before, piece(frame.subarray(place))];
      case 'merge':
        this.#merging = join(this.#merging, frame);
        return [];
      case 'append':
        return [piece(join(frame, fault.bytes))];
      case 'delay':
        return [{ type: 'wait', ms: fault.ms }, piece(frame)];
      case 'truncate':
        return [before];
      case 'hang':
        this.#hanging = true;
        return [before];
      case 'disconnect':
        return [before, { type: 'lose' }];
    }
  }

  /** Puts what was to be merged before the next piece. */
  #joined(steps: LaneStep[]): readonly LaneStep[] {
    const at = steps.findIndex(({ type }) => type === 'bytes');
    const first = steps[at];
    if (this.#merging === undefined || first?.type !== 'bytes') return steps;
    steps[at] = piece(join(this.#merging, first.bytes));
    this.#merging = undefined;
    return steps;
  }
}

const piece = (bytes: Uint8Array): LaneStep => ({ type: 'bytes', bytes });

function join(a: Uint8Array | undefined, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array((a?.length ?? 0) + b.length);
  if (a !== undefined) joined.set(a);
  joined.set(b, joined.length - b.length);
  return joined;
}
