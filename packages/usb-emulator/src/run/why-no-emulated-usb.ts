import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { runWithEmulatedUsb } from './run-with-emulated-usb.js';

/** Why USB cannot be emulated here; `undefined` where it can. Finds out by trying, which takes about a second. */
export async function whyNoEmulatedUsb(): Promise<string | undefined> {
  const missing = whatIsMissing();
  if (missing !== undefined) return missing;
  const { code, errors } = await runWithEmulatedUsb(['true'], { deadline: 20_000 });
  if (code === 0) return undefined;
  const [reason = 'no reason was given'] = errors.split('\n').filter((line) => /Error|failed|cannot/.test(line));
  return code === null ? 'the emulation did not start within 20 s' : `the emulation does not start: ${reason}`;
}

function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return `needs Linux, this is ${process.platform}`;
  try {
    accessSync('/dev/fuse', constants.R_OK | constants.W_OK);
  } catch (error) {
    return `needs /dev/fuse: ${(error as Error).message}`;
  }
  return ['unshare', 'mount', 'python3'].map(whyNot).find((reason) => reason !== undefined);
}

/** The programs all know `--version`. */
function whyNot(program: string): string | undefined {
  const { error, status } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (error === undefined && status === 0) return undefined;
  return `needs ${program}: ${error?.message ?? `it ends with code ${status}`}`;
}
