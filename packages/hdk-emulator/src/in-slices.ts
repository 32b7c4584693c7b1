/**
 * Does work that says by `yield` where it can pause. What has no pause is done at once; else others run at every pause: the
 * protocol answers its heartbeat and sends what has been read out.
 */
export const inSlices = (work: Iterator<undefined, void>): undefined | Promise<undefined> =>
  work.next().done === true ? undefined : rest(work);

async function rest(work: Iterator<undefined, void>): Promise<undefined> {
  do await new Promise<void>((resolve) => setTimeout(resolve, 0));
  while (work.next().done !== true);
}
