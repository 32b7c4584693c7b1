import { deliver, deliverWatched, receives } from './deliver';
import { eventsEnd, eventsEnd2, listInput, listSpikes } from './events';
import { fire } from './fire';
import { membranesMoved, moveMembranes } from './membrane';
import {
  events, events2, firedBits, hibernation, hidden, inputs, resting, tiles, twoSynapses, watched,
} from './network';
import { evolveOutputs } from './outputs';
import { record } from './record';
import { countSpikes } from './telemetry';

/** Evolves `steps` timesteps of the input at `counts`, and writes as many rows of what is recorded. */
export function evolve(steps: i32): void {
  for (let step = 0; step < steps; step++) {
    const anyInput = listInput(step);
    listSpikes();
    let moved = false;
    for (let tile = 0; tile < tiles; tile++) {
      if (evolveTile(tile)) moved = true;
    }
    if (evolveOutputs()) moved = true;
    if (hibernation != 0) store<u8>(hibernation + step, anyInput || moved ? 0 : 1);
    if (watched) countSpikes();
    record(step);
  }
}

/**
 * One timestep of the hidden neurons of a tile. Returns whether any of them moved: at rest, with nothing coming in, none
 * does, and nothing is done.
 */
function evolveTile(tile: i32): bool {
  const byAlias = load<u64>(firedBits + (tile << 3));
  const slice = <usize>(tile << 2);
  const slice2 = slice + (((inputs + hidden) * tiles) << 2);
  const undisturbed =
    load<u8>(resting + tile) != 0 &&
    byAlias == 0 &&
    !receives(events, eventsEnd, slice) &&
    !receives(events2, eventsEnd2, slice2);
  if (undisturbed) return false;
  const at = <usize>(tile << 7);
  const at2 = at + (tiles << 7);
  let moved: bool;
  if (watched) {
    moved = deliverWatched(events, eventsEnd, slice, at);
    if (twoSynapses && deliverWatched(events2, eventsEnd2, slice2, at2)) moved = true;
  } else {
    moved = deliver(events, eventsEnd, slice, at);
    if (twoSynapses && deliver(events2, eventsEnd2, slice2, at2)) moved = true;
  }
  const reached = moveMembranes(tile);
  if (membranesMoved) moved = true;
  store<u8>(resting + tile, moved || reached != 0 ? 0 : 1);
  fire(tile, reached | byAlias);
  return moved;
}
