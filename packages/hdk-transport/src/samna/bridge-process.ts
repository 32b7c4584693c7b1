import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { XylopipeError } from '@xylopipe/core';
import { encodeMessage, type Message, MessageReader } from './message-codec.js';
import type { SamnaSettings } from './samna-options.js';
import { TextTail } from './text-tail.js';

/** Two folders up is the package, from the sources as well as from `dist`. */
const SCRIPT = fileURLToPath(new URL('../../python/samna_bridge.py', import.meta.url));

/** Bytes of standard error that are kept for errors. */
const ERROR_TAIL = 8192;

/** A Python process that speaks our messages. */
export class BridgeProcess {
  /** Resolves once, when the process is gone and nothing of it is left, with why it went; undefined if we wanted it. */
  readonly end: Promise<XylopipeError | undefined>;
  /** What it throws ends the process. */
  onMessage: (message: Message) => void = () => {};
  bytesSent = 0;
  bytesReceived = 0;
  readonly #child: ChildProcess;
  readonly #settings: SamnaSettings;
  readonly #errors = new TextTail(ERROR_TAIL);
  readonly #reader = new MessageReader();
  #closing = false;
  #failure: XylopipeError | undefined;

  constructor(settings: SamnaSettings) {
    this.#settings = settings;
    // A process group of its own: Ctrl-C in a terminal is for the host alone, which then closes the board in order.
    // Windows would open a console window for it; there the process ignores the signal.
    const detached = process.platform !== 'win32';
    this.#child = spawn(settings.python, ['-u', '-B', SCRIPT], { env: settings.env, detached, windowsHide: true });
    const { stdin, stdout, stderr } = this.#child;
    stdout?.on('data', (chunk: Uint8Array) => this.#receive(chunk));
    stderr?.on('data', (chunk: Uint8Array) => this.#errors.push(chunk));
    // The process is gone, which is told by 'close'.
    stdin?.on('error', () => {});
    this.end = new Promise((resolve) => {
      this.#child.once('error', (cause) => {
        this.#failure ??= this.#notStarted(cause);
        // There is no 'close' of what never ran.
        if (this.#child.pid === undefined) resolve(this.#failure);
      });
      this.#child.once('close', (code, signal) => resolve(this.#why(code, signal)));
    });
  }

  /** Of the system; undefined if it could not be started. */
  get id(): number | undefined {
    return this.#child.pid;
  }

  /** @throws MESSAGE_TOO_LONG */
  send(message: Message): void {
    const bytes = encodeMessage(message);
    this.bytesSent += bytes.length;
    this.#child.stdin?.write(bytes);
  }

  /** Ends the process: it closes its board when its input ends; if it takes too long it is killed. Never rejects. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#child.stdin?.end();
    const stopTimer = this.#settings.clock.after(this.#settings.grace, () => this.#kill());
    await this.end;
    stopTimer();
  }

  #fail(error: XylopipeError): void {
    this.#failure ??= error;
    void this.close();
  }

  #kill(): void {
    this.#child.kill('SIGKILL');
    // Somebody whom the process has started may hold its pipes open.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  #receive(chunk: Uint8Array): void {
    if (this.#failure) return;
    this.bytesReceived += chunk.length;
    try {
      for (const message of this.#reader.push(chunk)) this.onMessage(message);
    } catch (error) {
      this.#fail(error instanceof XylopipeError ? error : strange(error));
    }
  }

  #notStarted(cause: Error): XylopipeError {
    const { python } = this.#settings;
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      return new XylopipeError('PYTHON_FAILED', `${python} cannot be started`, { who: 'samna', cause });
    }
    return new XylopipeError('PYTHON_MISSING', `there is no ${python}`, {
      who: 'samna',
      hint: 'install Python 3.8 or later, or say where it is: option `python`, for the command `XYLOPIPE_PYTHON`',
      cause,
    });
  }

  #why(code: number | null, signal: string | null): XylopipeError | undefined {
    if (this.#failure) return this.#failure;
    if (this.#closing) return undefined;
    const text = this.#errors.toString();
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    return new XylopipeError('PYTHON_FAILED', `the Python process ${how}`, {
      who: 'samna',
      hint: 'what it wrote to standard error is the cause',
      cause: new Error(text === '' ? 'nothing' : text),
    });
  }
}

const strange = (cause: unknown): XylopipeError =>
  new XylopipeError('MESSAGE_INVALID', 'the Python process sent what is none of our messages', {
    who: 'samna bridge',
    cause,
  });
