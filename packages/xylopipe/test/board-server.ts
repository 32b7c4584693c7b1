import { join } from 'node:path';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { onTestFinished } from 'vitest';
import { type EmulatedServer, serveEmulated } from '../src/node/targets/serve-emulated.js';
import { createRegistry } from '../src/registry.js';
import { folderWith } from './command.js';

/** An emulated board that is served until the test is over, at a free port or a socket in a new folder. */
export async function boardServer(
  kind: 'tcp' | 'unix',
  chipId: string,
  { serial, registry = createRegistry() }: { readonly serial?: string; readonly registry?: DeviceRegistry } = {},
): Promise<EmulatedServer> {
  const listen =
    kind === 'tcp'
      ? ({ kind, host: '127.0.0.1', port: 0 } as const)
      : ({ kind, path: join(await folderWith(), 'board.sock') } as const);
  const server = await serveEmulated(registry, { chipId, listen, serial });
  onTestFinished(() => server.close());
  return server;
}
