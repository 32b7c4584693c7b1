import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { BUS_VARIABLE } from '../cable/attach-device.js';
import { PluggedDevice } from '../cable/plugged-device.js';
import { EmulatedBus } from '../system/emulated-bus.js';
import { Network } from '../system/network.js';
import { makeSystemPrivate } from '../system/private-system.js';

/** What the program in the namespaces is told by its arguments. */
export interface InsideJob {
  /** An empty folder to work in. */
  readonly folder: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
}

/** Runs a command beside an emulated bus, in namespaces that are ours alone. Resolves with its exit code. */
export async function runInside({ folder, command, cwd }: InsideJob): Promise<number> {
  const system = join(folder, 'system');
  await mkdir(system);
  const bus = new EmulatedBus(makeSystemPrivate(system), await Network.open());
  process.once('exit', () => bus.close()); // a process does not end while one of its threads waits for the kernel
  const socket = join(folder, 'bus');
  await once(serveDevices(bus).listen(socket), 'listening');
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env: { ...process.env, [BUS_VARIABLE]: socket }, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Every connection is a device, in the next port. */
function serveDevices(bus: EmulatedBus): Server {
  let ports = 0;
  return createServer((connection) => {
    ports += 1;
    new PluggedDevice(bus, ports, connection);
  });
}
