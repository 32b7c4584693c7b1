import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { attachUsbDevice } from '../cable/attach-device.js';
import { runWithEmulatedUsb } from './run-with-emulated-usb.js';
import { whyNoEmulatedUsb } from './why-no-emulated-usb.js';

const reason = await whyNoEmulatedUsb();
const node = (program: string): [string, ...string[]] => [process.execPath, '-e', program];

describe.skipIf(reason !== undefined)(
  `a command beside an emulated bus${reason === undefined ? '' : `: ${reason}`}`,
  () => {
    it('says what it says, and ends as it ends', async () => {
      const result = await runWithEmulatedUsb(node('console.log(1); console.error(2); process.exit(7)'));
      expect(result).toEqual({ code: 7, output: '1\n', errors: '2\n' });
    });

    it('starts also where the environment names a file by its path from the current folder', async () => {
      const env = { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.base.json' };
      expect(await runWithEmulatedUsb(['true'], { env })).toEqual({ code: 0, output: '', errors: '' });
    });

    it('finds an empty bus, few devices, and knows where to plug in', async () => {
      const { output } = await runWithEmulatedUsb(
        node(`const { readdirSync: list } = require('fs');
        console.log(JSON.stringify([list('/sys'), list('/sys/bus/usb/devices'), list('/dev').length < 20,
          typeof process.env.XYLOPIPE_EMULATED_USB]))`),
      );
      expect(JSON.parse(output)).toEqual([['bus'], [], true, 'string']);
    });

    it('is killed at the deadline with all that it has started, and nothing stays behind', async () => {
      const { folder, socket, connected } = await listen();
      vi.stubEnv('TMPDIR', folder);
      onTestFinished(() => void vi.unstubAllEnvs());
      const grandchild = `require('net').connect(${JSON.stringify(socket)})`;
      const program = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}],
      { detached: true, stdio: 'ignore' }).unref(); setInterval(() => {}, 1e6)`;
      const running = runWithEmulatedUsb(node(program), { deadline: 4000 });
      const { closed } = await connected;
      expect(await running).toMatchObject({ code: null });
      await closed;
      expect(readdirSync(folder).filter((name) => name.startsWith('usb-emulator'))).toEqual([]);
      expect(readFileSync('/proc/mounts', 'utf8')).not.toContain('usb-emulator');
    }, 20_000);

    it('ends with whoever has started it, even one who is killed', async () => {
      const { folder, socket, connected } = await listen();
      const command = node(`require('net').connect(${JSON.stringify(socket)})`);
      const module = new URL('run-with-emulated-usb.ts', import.meta.url).href;
      const program = `import(${JSON.stringify(module)}).then((m) => m.runWithEmulatedUsb(${JSON.stringify(command)}))`;
      const starter = spawn(process.execPath, ['--import', 'tsx', '--conditions=@xylopipe/source', '-e', program], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: { ...process.env, TMPDIR: folder },
      });
      onTestFinished(() => void starter.kill('SIGKILL'));
      const { closed } = await connected;
      starter.kill('SIGKILL');
      await closed;
    }, 20_000);

    it('says that there is no such command', async () => {
      const { code, errors } = await runWithEmulatedUsb(['no-such-command']);
      expect(code).not.toBe(0);
      expect(errors).toContain('no-such-command');
    });
  },
);

it('has no bus outside of an emulation', async () => {
  await expect(attachUsbDevice({} as never, {} as never, undefined)).rejects.toThrow(
    'XYLOPIPE_EMULATED_USB is not set',
  );
});

/** A socket to which a process connects, which is alive as long as its connection is. */
async function listen() {
  const folder = mkdtempSync(join(tmpdir(), 'alive-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const socket = join(folder, 'socket');
  const server = createServer().listen(socket);
  onTestFinished(() => void server.close());
  const connected = once(server, 'connection').then(([connection]: Socket[]) => ({
    closed: once((connection as Socket).resume(), 'close'),
  }));
  return { folder, socket, connected };
}
