import { spawnSync } from 'node:child_process';
import { openSync, read, writeSync } from 'node:fs';
import { decodeRequest, encodeAnswer, encodePollWakeup, type FuseRequest } from './protocol.js';

const REQUEST_BYTES = 256 * 1024;
/** Nobody waits for the answer any more, because the caller was interrupted. */
const isInterrupted = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'ENOENT' || error.code === 'EINTR' || error.code === 'EAGAIN';

/** A folder whose files are what we say: requests of the kernel come in, answers go out. */
export class FuseMount {
  readonly #file: number;
  readonly #folder: string;

  /** Mounts at `folder` and calls `handle` for every request. Throws where the system does not let us mount. */
  constructor(folder: string, handle: (request: FuseRequest) => void) {
    this.#folder = folder;
    this.#file = openSync('/dev/fuse', 'r+');
    const options = `fd=3,rootmode=40000,user_id=${process.getuid?.()},group_id=${process.getgid?.()},allow_other`;
    const { status, stderr } = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'usb-emulator', folder], {
      stdio: ['ignore', 'inherit', 'pipe', this.#file],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`cannot mount a FUSE file system at ${folder}: ${stderr.trim()}`);
    this.#read(Buffer.allocUnsafe(REQUEST_BYTES), handle);
  }

  answer(request: FuseRequest, body?: Uint8Array): void {
    this.#write(encodeAnswer(request.unique, 0, body));
  }

  /** Answers with a (positive) error number. */
  fail(request: FuseRequest, errno: number): void {
    this.#write(encodeAnswer(request.unique, -errno));
  }

  /** Makes the kernel ask again what can be done with a file. */
  wake(handle: bigint): void {
    this.#write(encodePollWakeup(handle));
  }

  /** Unmounts, whoever still has files open; their calls fail from then on. */
  unmount(): void {
    spawnSync('umount', ['--force', '--lazy', this.#folder]);
  }

  #read(buffer: Buffer, handle: (request: FuseRequest) => void): void {
    read(this.#file, buffer, 0, buffer.length, null, (error, count) => {
      if (error?.code === 'ENODEV') return; // unmounted
      if (error !== null && !isInterrupted(error)) throw error;
      if (error === null) handle(decodeRequest(buffer.subarray(0, count)));
      this.#read(buffer, handle);
    });
  }

  #write(message: Buffer): void {
    try {
      writeSync(this.#file, message);
    } catch (error) {
      if (!isInterrupted(error as NodeJS.ErrnoException)) throw error;
    }
  }
}
