import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMessage, MAX_MESSAGE, type Message, MessageReader } from '../../src/samna/message-codec.js';
import { named, SLOW, standIn, whyNoPython } from './stand-in.js';

const FOLDER = fileURLToPath(new URL('../../python', import.meta.url));

const ECHO = `
import sys
sys.path.insert(0, sys.argv[1])
from xylopipe_samna.wire import claim_stdio, read_message, write_message
source, sink = claim_stdio()
print("noise " * 1000)
while True:
    message = read_message(source)
    if message is None:
        break
    write_message(sink, message)
`;

/** What the other end of our messages sends back. */
async function echoed(messages: readonly Message[]): Promise<readonly Message[]> {
  const child = spawn('python3', ['-B', '-c', ECHO, FOLDER], { stdio: ['pipe', 'pipe', 'ignore'] });
  for (const message of messages) child.stdin.write(encodeMessage(message));
  child.stdin.end();
  const reader = new MessageReader();
  const back: Message[] = [];
  for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) back.push(...reader.push(chunk));
  return back;
}

/** Runs the bridge on raw bytes. */
function bridgeOn(bytes: Uint8Array): {
  readonly code: number | null;
  readonly out: Uint8Array;
  readonly errors: string;
} {
  const { options } = standIn();
  const run = spawnSync('python3', ['-u', '-B', `${FOLDER}/samna_bridge.py`], {
    input: bytes,
    env: options.env as NodeJS.ProcessEnv,
    timeout: 30_000,
  });
  return { code: run.status, out: run.stdout, errors: run.stderr.toString() };
}

const length = (bytes: number): Uint8Array => new Uint8Array(Uint32Array.of(bytes).buffer);

describe.skipIf(whyNoPython)(named('both ends'), SLOW, () => {
  it('understand each other, whatever is said and printed', async () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    const messages = fc.sample(fc.dictionary(fc.string({ unit: 'binary' }), json), 500) as Message[];
    // What JSON cannot say twice: Python keeps whole floats apart from integers, JavaScript does not.
    expect(await echoed(messages)).toEqual(messages.map((message) => JSON.parse(JSON.stringify(message))));
  });

  it('understand messages of a megabyte and more', async () => {
    const messages = [{ text: 'x'.repeat(2 ** 20) }, { list: Array.from({ length: 300_000 }, (_, i) => i) }];
    expect(await echoed(messages)).toEqual(messages);
  });
});

describe.skipIf(whyNoPython)(named('the Python end'), SLOW, () => {
  it.each([
    ['nothing', new Uint8Array(0), ''],
    ['half a length', Uint8Array.of(1, 0), ''],
    ['half a message', Uint8Array.of(9, 0, 0, 0, 0x7b), ''],
    ['a length beyond the limit', length(MAX_MESSAGE + 1), 'longer than'],
    ['what is not JSON', new TextEncoder().encode('\x03\0\0\0abc'), 'cannot be read'],
    ['a list', new TextEncoder().encode('\x02\0\0\0[]'), 'is an object'],
    ['an object that is no request', new TextEncoder().encode('\x02\0\0\0{}'), 'none of ours'],
  ])('ends in peace on %s', (_, bytes, words) => {
    const { code, out, errors } = bridgeOn(bytes);
    expect({ code, out: out.length }).toEqual({ code: 0, out: 0 });
    expect(errors).toContain(words);
    expect(errors).not.toContain('Traceback');
  });

  it('ends in peace on any bytes', () => {
    for (const bytes of fc.sample(fc.uint8Array({ minLength: 1, maxLength: 200 }), 20)) {
      const { code, out, errors } = bridgeOn(bytes);
      expect({ code, out: out.length, traceback: errors.includes('Traceback') }).toEqual({
        code: 0,
        out: 0,
        traceback: false,
      });
    }
  });

  it('answers a call that it does not know, and one that comes too early', () => {
    const calls = ['dance', 'run', 'list'].map((call, i) =>
      encodeMessage({ id: i + 1, timeout: 1000, call, operations: [] }),
    );
    const { code, out } = bridgeOn(Buffer.concat(calls));
    const answers = [...new MessageReader().push(out)];
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: 1, error: { code: 'SAMNA_ERROR', type: 'AttributeError' } },
      { id: 2, error: { code: 'SAMNA_ERROR' } },
      { id: 3, error: { code: 'SAMNA_ERROR' } },
    ]);
  });

  it('closes its board when its host is gone', async () => {
    const { options, calls } = standIn();
    const child = spawn('python3', ['-u', '-B', `${FOLDER}/samna_bridge.py`], {
      env: options.env as NodeJS.ProcessEnv,
    });
    const board = {
      device_type_name: 'XyloA2TestBoard',
      serial_number: '',
      usb_bus_number: '1',
      usb_device_address: '1',
      logic_version: '0',
    };
    child.stdin.write(encodeMessage({ id: 1, timeout: 20_000, call: 'hello' }));
    child.stdin.write(encodeMessage({ id: 2, timeout: 20_000, call: 'open', board }));
    child.stdin.end();
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    expect(
      calls()
        .map(({ call }) => call)
        .slice(-1),
    ).toEqual(['close_device']);
  });
});
