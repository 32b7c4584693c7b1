/** Zoom of one notch of a usual wheel (100 pixels): a quarter. */
const PER_PIXEL = 1.0025;

/** Pixels of a line, in which some browsers count. */
const LINE = 33;

/**
 * Whether a turn of the wheel is meant for a plot, and not for the page: with Ctrl (a pinch), or once the plot has the focus
 * as long as there is something to zoom out of.
 */
export function isZoom(
  event: Pick<WheelEvent, 'ctrlKey' | 'metaKey'>,
  plot: Pick<Element, 'closest' | 'ownerDocument'>,
  factor: number,
  isFull: boolean,
): boolean {
  if (event.ctrlKey || event.metaKey) return true;
  const focusable = plot.closest('[role=application]');
  return focusable !== null && focusable === plot.ownerDocument.activeElement && (factor > 1 || !isFull);
}

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
