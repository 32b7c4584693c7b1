import {
  type Binding,
  type Checked,
  CONFIGURATOR,
  type Configurator,
  type Deployer,
  type DevicePlugin,
  type DeviceSession,
  type Evolution,
  MAPPER,
  type Mapper,
  type PartResolver,
  SIMULATOR,
  type Token,
  VALIDATOR,
  type Validator,
} from '@xylopipe/core';

/** The plugin with another part, made of the sound one. */
function replacePart<T>(plugin: DevicePlugin, token: Token<T>, broken: (part: T) => T): DevicePlugin {
  const providers = plugin.providers.map((binding): Binding => {
    const { provider } = binding;
    if (binding.token !== token || !('useFactory' in provider)) return binding;
    return { token, provider: { useFactory: (parts: PartResolver) => broken(provider.useFactory(parts) as T) } };
  });
  return { ...plugin, providers };
}

export const replaceMapper = (plugin: DevicePlugin, broken: (mapper: Mapper) => Mapper['map']): DevicePlugin =>
  replacePart(plugin, MAPPER, (mapper) => ({ map: broken(mapper) }));

export const replaceConfigurator = (
  plugin: DevicePlugin,
  broken: (configurator: Configurator) => Configurator['configure'],
): DevicePlugin => replacePart(plugin, CONFIGURATOR, (configurator) => ({ configure: broken(configurator) }));

export const replaceValidator = (
  plugin: DevicePlugin,
  broken: (validator: Validator) => Validator['validate'],
): DevicePlugin => replacePart(plugin, VALIDATOR, (validator) => ({ validate: broken(validator) }));

export const replaceSimulator = (
  plugin: DevicePlugin,
  broken: (simulator: Deployer) => Deployer['deploy'],
): DevicePlugin => replacePart(plugin, SIMULATOR, (simulator) => ({ deploy: broken(simulator) }));

/** The plugin whose simulator opens sessions with some members replaced. */
export const replaceSession = (
  plugin: DevicePlugin,
  broken: (session: DeviceSession) => Partial<DeviceSession>,
): DevicePlugin =>
  replaceSimulator(plugin, (simulator) => async (config, options) => {
    const session = await simulator.deploy(config, options);
    return wrapSession(session, broken(session));
  });

/** The plugin whose simulator's evolutions are tampered with. */
export const replaceEvolution = (plugin: DevicePlugin, broken: (evolution: Evolution) => Evolution): DevicePlugin =>
  replaceSession(plugin, (session) => ({
    evolve: async (input, options) => broken(await session.evolve(input, options)),
  }));

/** What a stage gives, changed. */
export const changed = <T>({ value, issues }: Checked<T>, change: (value: T) => Partial<T>): Checked<T> => ({
  value: { ...value, ...change(value) },
  issues,
});

/** A session with some members replaced. */
export function wrapSession(session: DeviceSession, members: Partial<DeviceSession>): DeviceSession {
  return {
    chipId: session.chipId,
    kind: session.kind,
    events$: session.events$,
    evolve: (input, options) => session.evolve(input, options),
    resetState: () => session.resetState(),
    snapshot: session.snapshot && (() => (session as Required<DeviceSession>).snapshot()),
    restore: session.restore && ((snapshot) => (session as Required<DeviceSession>).restore(snapshot)),
    close: () => session.close(),
    ...members,
  };
}
