/**
 * Does work that says by `yield` where it can pause. What has no pause is done at once; else others run at every pause: the
 * protocol answers its heartbeat and sends what has been read out. `pause` can make it longer.
 */
export const inSlices = (
  work: Iterator<undefined, void>,
  pause: () => Promise<void> = async () => {},
): undefined | Promise<undefined> => (work.next().done === true ? undefined : rest(work, pause));

async function rest(work: Iterator<undefined, void>, pause: () => Promise<void>): Promise<undefined> {
  do {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    await pause();
  } while (work.next().done !== true);
}
