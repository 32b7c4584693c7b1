import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { pluginModule } from '../../test/plugin-module.js';

/** A chip whose simulator is that of SYNS61201, but says that it was used. */
const OWN = pluginModule(`
const SIMULATOR = Symbol.for('xylopipe.Simulator');
const own = (stock) => ({
  ...stock,
  async deploy(config, options) {
    const session = await stock.deploy(config, options);
    const evolve = async (...args) => ({ ...(await session.evolve(...args)), hibernation: null });
    return Object.create(session, { evolve: { value: evolve }, events$: { value: session.events$ },
      resetState: { value: () => session.resetState() }, close: { value: () => session.close() } });
  },
});
const providers = syns61201.providers.map(({ token, provider }) => ({
  token,
  provider: token === SIMULATOR ? { useFactory: (parts) => own(provider.useFactory(parts)) } : provider,
}));
export const owner = toy('owner', { providers });
export const plain = toy('plain');
`);

describe.each(['simulate', 'run'])('%s on a chip with a simulator of its own', (name) => {
  let simulate: (chipId: string, ...options: readonly string[]) => ReturnType<typeof xylopipe>;
  beforeEach(async () => {
    const folder = await toyFolder();
    const plugin = ['--plugin', join(await folderWith({ 'own.mjs': OWN }), 'own.mjs')];
    simulate = async (chipId, ...options) => {
      const configure = ['--device', chipId, '--until', 'configure', '--out', folder];
      await xylopipe('run', join(folder, 'network.json'), ...configure, ...plugin);
      const input = ['--input', join(folder, 'spikes.npy')];
      return xylopipe(name, join(folder, 'config.json'), ...input, ...plugin, ...options);
    };
  });

  it('uses it', async () => {
    const spoken = await simulate('owner', '--json');
    expect(spoken).toMatchObject({ exitCode: 0 });
    expect(jsonOf(spoken)).toMatchObject({ evolution: { hibernation: null } });
  });

  it.each([['--telemetry'], ['--core', 'reference']])(
    'does not put another in its place for %s',
    async (...options) => {
      const spoken = await simulate('owner', ...options);
      expect(spoken).toMatchObject({ exitCode: 2, stdout: '' });
      expect(spoken.stderr).toContain('--core and --telemetry are for the simulator of Xylo; owner has one of its own');
      expect(await simulate('plain', ...options)).toMatchObject({ exitCode: 0 });
    },
  );
});
