import { XylopipeError } from '@xylopipe/core';

/** What fits into `sun_path` besides its final zero: 108 bytes on Linux, 104 on macOS and the BSDs. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

/** Refuses a path that the system would cut off, or not take. @throws ADDRESS_INVALID */
export function checkSocketPath(path: string): void {
  const length = new TextEncoder().encode(path).length;
  if (length > 0 && length <= LONGEST && !path.includes('\0')) return;
  throw new XylopipeError(
    'ADDRESS_INVALID',
    length > LONGEST ? `the path has ${length} bytes; ${LONGEST} are the most` : 'that is no path',
    { who: `unix ${path}`, hint: 'choose a short path, e.g. below /tmp or $XDG_RUNTIME_DIR' },
  );
}
