import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** This network namespace: its loopback interface is up, and messages of udev reach all who listen in it. */
export class Network {
  readonly #python: ChildProcessByStdio<Writable, Readable, null>;

  private constructor(python: ChildProcessByStdio<Writable, Readable, null>) {
    this.#python = python;
  }

  /** Node has no netlink sockets, and sets no flags of interfaces; a Python process does it. */
  static async open(): Promise<Network> {
    const script = fileURLToPath(new URL('network.py', import.meta.url));
    const python = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const failed = once(python, 'exit').then(([code]) => {
      throw new Error(`python3 cannot set up the network, and ends with code ${code}`);
    });
    await Promise.race([once(python.stdout, 'data'), failed]);
    failed.catch(() => {}); // it ends with the emulation
    return new Network(python);
  }

  send(message: Uint8Array): void {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(message.length);
    this.#python.stdin.write(Buffer.concat([length, message]));
  }
}
