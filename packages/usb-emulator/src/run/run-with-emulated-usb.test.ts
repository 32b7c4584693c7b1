import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

    it('finds an empty bus, few devices, and knows where to plug in', async () => {
      const { output } = await runWithEmulatedUsb(
        node(`const { readdirSync: list } = require('fs');
        console.log(JSON.stringify([list('/sys'), list('/sys/bus/usb/devices'), list('/dev').length < 20,
          typeof process.env.XYLOPIPE_EMULATED_USB]))`),
      );
      expect(JSON.parse(output)).toEqual([['bus'], [], true, 'string']);
    });

    it('is killed at the deadline with all that it has started, and nothing stays behind', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'deadline-'));
      vi.stubEnv('TMPDIR', folder);
      onTestFinished(() => {
        vi.unstubAllEnvs();
        rmSync(folder, { recursive: true });
      });
      const program = `require('child_process').spawn('sleep', ['987654'], { detached: true }).unref(); setInterval(() => {}, 1e6)`;
      expect(await runWithEmulatedUsb(node(program), { deadline: 2000 })).toMatchObject({ code: null });
      expect(readdirSync(folder).filter((name) => name.startsWith('usb-emulator'))).toEqual([]);
      expect(readFileSync('/proc/mounts', 'utf8')).not.toContain('usb-emulator');
      expect(commands().filter((command) => command.includes('987654'))).toEqual([]);
    });

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

/** Command lines of all processes of this machine. */
const commands = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return ''; // has ended meanwhile
      }
    })
    .filter((command) => command.startsWith('sleep'));
