import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Devices that programs expect to find. */
const KEPT = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'fuse'];
const STANDARD_STREAMS = ['stdin', 'stdout', 'stderr'];

/**
 * Gives this mount namespace, which must be a private one, an empty `/sys`, a `/dev` of a few files and a `/run` where udev
 * seems to run, so that no real device is seen and no real folder touched. `folder` is an empty one to build them in.
 * Returns where the bus's device files belong.
 */
export function makeSystemPrivate(folder: string): string {
  mount('-t', 'tmpfs', 'tmpfs', folder);
  const [sys, dev, run] = [join(folder, 'sys'), join(folder, 'dev'), join(folder, 'run')];
  mkdirSync(sys);
  mkdirSync(join(run, 'udev'), { recursive: true });
  writeFileSync(join(run, 'udev/control'), ''); // without it libudev does not listen to messages
  mkdirSync(join(dev, 'shm'), { recursive: true });
  for (const name of KEPT.filter((name) => existsSync(join('/dev', name)))) {
    writeFileSync(join(dev, name), '');
    mount('--bind', join('/dev', name), join(dev, name));
  }
  symlinkSync('/proc/self/fd', join(dev, 'fd'));
  for (const [number, name] of STANDARD_STREAMS.entries()) symlinkSync(`/proc/self/fd/${number}`, join(dev, name));
  const bus = 'bus/usb/001';
  mkdirSync(join(dev, bus), { recursive: true });
  mount('--rbind', dev, '/dev');
  mount('--bind', sys, '/sys');
  mount('--bind', run, '/run');
  return join('/dev', bus);
}

function mount(...args: string[]): void {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
