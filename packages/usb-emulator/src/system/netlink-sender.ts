import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Sends messages of udev to all who listen in this network namespace, by way of a Python process. */
export class NetlinkSender {
  readonly #python: ChildProcess;

  constructor() {
    const script = fileURLToPath(new URL('netlink-sender.py', import.meta.url));
    this.#python = spawn('python3', [script], { stdio: ['pipe', 'ignore', 'inherit'] });
  }

  send(message: Uint8Array): void {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(message.length);
    this.#python.stdin?.write(Buffer.concat([length, message]));
  }
}
