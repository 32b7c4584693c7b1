import type { DevicePlugin, Issue } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { createRegistry } from '../registry.js';
import { importModule } from './import-module.js';

/** Where plugins are looked for, and what they are for. */
export interface LoadPluginsOptions {
  /** Folder that paths and names of packages are seen from. Default: the working directory. */
  readonly from?: string | undefined;
  /** What the plugins are added to. Default: a new registry of the built-in chips. */
  readonly registry?: DeviceRegistry | undefined;
}

/** What became of modules with plugins. */
export interface LoadedPlugins {
  /** The plugins that were added, for `createXylopipe({ plugins })`. */
  readonly plugins: readonly DevicePlugin[];
  /** Why the others were not: errors, `at` begins with the module and, where it has one, the name of the export. */
  readonly issues: readonly Issue[];
}

/**
 * Imports modules and adds every device plugin that they export. One that cannot be taken is an issue, and keeps no other
 * from being added. A plugin is code: importing it runs it, with all the rights of this process.
 *
 * Issues are `PLUGIN_MODULE_NOT_FOUND`, `PLUGIN_MODULE_FAILED` for a module that throws or cannot be read by this runtime,
 * `PLUGIN_MODULE_EMPTY` for one without plugins, and what `DeviceRegistry.addAll` finds wrong with a plugin, such as
 * `API_VERSION` and `DUPLICATE_CHIP`.
 *
 * @param modules - ES modules, each a path (`./chip.js`, an absolute one, or that of a file that is there), a `file:` URL or
 * the name of a package. TypeScript is for runtimes that load it, such as tsx.
 */
export async function loadPlugins(
  modules: readonly string[],
  { from = process.cwd(), registry = createRegistry() }: LoadPluginsOptions = {},
): Promise<LoadedPlugins> {
  const before = registry.list().length;
  const issues: Issue[] = [];
  const seen = new Set<unknown>();
  // One after the other: which of two plugins with one id is added does not depend on how fast they load.
  for (const module of modules) {
    const { value: exports, issues: found } = await importModule(module, from);
    issues.push(...found);
    // Also if it was named in two ways.
    if (exports === undefined || seen.has(exports)) continue;
    seen.add(exports);
    issues.push(...addExports(registry, module, exports));
  }
  return { plugins: registry.list().slice(before), issues };
}

function addExports(registry: DeviceRegistry, module: string, exports: object): readonly Issue[] {
  const candidates = Object.entries(exports).filter(([, value]) => isMeantAsPlugin(value));
  const names = new Map(candidates.map(([name, value]) => [value, name]));
  if (names.size === 0) {
    const hint = 'export what defineDevicePlugin or xyloPlugin gives';
    return [
      { code: 'PLUGIN_MODULE_EMPTY', severity: 'error', at: [module], message: 'it exports no device plugin', hint },
    ];
  }
  const exported = [...names.values()];
  return registry.addAll([...names.keys()]).map(({ at: [index, ...path], ...issue }) => ({
    ...issue,
    at: [module, exported[index as number] as string, ...path],
  }));
}

/** Whatever calls itself a plugin, to be told what is wrong with it; other exports of a chip's package are not. */
const isMeantAsPlugin = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('apiVersion' in value || 'providers' in value);
