/** Zoom of one notch of a usual wheel (100 pixels): a quarter. */
const PER_PIXEL = 1.0025;

/** Pixels of a line, in which some browsers count. */
const LINE = 33;

/** How much larger a turn of the wheel makes things: up above 1, down below. */
export function wheelFactor({
  deltaX,
  deltaY,
  deltaMode,
}: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode'>): number {
  // With Shift some systems turn the wheel sideways.
  const delta = deltaY !== 0 ? deltaY : deltaX;
  return PER_PIXEL ** -(delta * (deltaMode === 0 ? 1 : LINE));
}
