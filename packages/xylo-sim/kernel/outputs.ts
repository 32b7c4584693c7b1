import { decayed } from './decay';
import { outputEventsEnd } from './events';
import {
  biasOut,
  isynOut,
  memOutFactor,
  memOutHalf,
  ones,
  outputBlocks,
  outputEvents,
  outputsResting,
  spikesOut,
  synOutFactor,
  synOutHalf,
  thresholdOut,
  updateRule2,
  vmemOut,
  watched,
} from './network';
import { countOutputs } from './telemetry';

/** One timestep of all output neurons, eight at a time. Returns whether any of them moved. */
export function evolveOutputs(): bool {
  if (outputsResting && outputEventsEnd == outputEvents) return false;
  const one = v128.load(ones);
  let moved = i16x8.splat(0);
  let firing = i16x8.splat(0);
  for (let block = 0; block < outputBlocks; block++) {
    const at = <usize>(block << 4);
    let x = v128.load(isynOut + at);
    let cutSynapse = i16x8.splat(0);
    for (let event = outputEvents; event < outputEventsEnd; event += 8) {
      const weights = v128.load_ext<i8>(<usize>load<u32>(event) + (block << 3));
      const amount = i16x8.mul(weights, v128.load_splat<i16>(event, 4));
      const sum = i16x8.add_sat_s(x, amount);
      if (watched) cutSynapse = v128.or(cutSynapse, v128.xor(sum, i16x8.add(x, amount)));
      x = sum;
    }
    moved = v128.or(moved, x);
    const current = decayed(x, v128.load(synOutHalf + at), v128.load(synOutFactor + at), one);
    v128.store(isynOut + at, current);

    const v = v128.load(vmemOut + at);
    const left = decayed(v, v128.load(memOutHalf + at), v128.load(memOutFactor + at), one);
    let next: v128;
    let cut: v128;
    if (updateRule2) {
      const leaked = i16x8.sub(left, v);
      const sum = i16x8.add_sat_s(leaked, current);
      const increment = i16x8.add_sat_s(sum, v128.load(biasOut + at));
      next = i16x8.add_sat_s(v, increment);
      moved = v128.or(moved, increment);
      cut = v128.or(
        v128.xor(sum, i16x8.add(leaked, current)),
        v128.xor(increment, i16x8.add(sum, v128.load(biasOut + at))),
      );
      cut = v128.or(cut, v128.xor(next, i16x8.add(v, increment)));
    } else {
      next = i16x8.add_sat_s(left, current);
      moved = v128.or(moved, v128.xor(v, next));
      cut = v128.xor(next, i16x8.add(left, current));
    }
    const limit = v128.load(thresholdOut + at);
    const reached = i16x8.ge_s(next, limit);
    v128.store(vmemOut + at, i16x8.sub(next, v128.and(reached, limit)));
    v128.store(spikesOut + at, v128.and(reached, one));
    firing = v128.or(firing, reached);
    if (watched) countOutputs(block << 3, cutSynapse, cut, reached);
  }
  const any = v128.any_true(moved);
  outputsResting = !any && !v128.any_true(firing);
  return any;
}
