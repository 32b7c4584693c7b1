import { Command, Option } from 'commander';

/** `--plugin`, for every command. */
export const pluginOption = (): Option =>
  new Option(
    '--plugin <module>',
    'add the chips of an ES module, a path or a package; runs its code; repeatable; exit code 1 if any cannot be added',
  ).argParser((module: string, before: readonly string[] = []): readonly string[] => [...before, module]);

/**
 * The modules with plugins that a command line names, wherever it does: the other options cannot be read before their chips
 * are there.
 * @throws CommanderError if a module is missing.
 */
export function pluginsIn(argv: readonly string[]): readonly string[] {
  const command = new Command()
    .addOption(pluginOption())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parseOptions([...argv]);
  return command.opts<{ readonly plugin?: readonly string[] }>().plugin ?? [];
}
