import type { Terminal, TextStream } from './terminal.js';

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/**
 * Standard output for the command alone: from now on what anybody else in this process writes there, as a plugin may, goes to
 * standard error, so that results stay pure.
 */
export function ownStdout({ stdout, stderr }: Streams): TextStream {
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return Object.create(stdout, { write: { value: write } });
}

/** Waits until everything that was written has left the process, or cannot. */
export async function flushed({ stdout, stderr }: Pick<Terminal, 'stdout' | 'stderr'>): Promise<void> {
  await Promise.all([drained(stdout), drained(stderr)]);
}

/** Streams keep the order: what is called back last was written last. */
const drained = (stream: TextStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });
