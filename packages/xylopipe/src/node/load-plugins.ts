import { type DevicePlugin, type Issue, throwIfAborted } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { createRegistry } from '../registry.js';
import { importModule } from './import-module.js';

/** Where plugins are looked for, and what they are for. */
export interface LoadPluginsOptions {
  /** Folder that paths and names of packages are seen from. Default: the working directory. */
  readonly from?: string | undefined;
  /** What the plugins are added to. Default: a new registry of the built-in chips. */
  readonly registry?: DeviceRegistry | undefined;
  /** Milliseconds until a module must have been imported. Default 30 000. */
  readonly timeLimit?: number | undefined;
  /** Ends the waiting for modules; what they have begun goes on. */
  readonly signal?: AbortSignal | undefined;
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
 * Issues are `PLUGIN_MODULE_NOT_FOUND`, `PLUGIN_MODULE_FAILED` for a module that throws, cannot be read by this runtime or
 * takes too long, `PLUGIN_MODULE_EMPTY` for one without plugins, and what `DeviceRegistry.addAll` finds wrong with a plugin, such as
 * `API_VERSION` and `DUPLICATE_CHIP`.
 *
 * @param modules - ES modules, each a path (`./chip.js`, an absolute one, or that of a file that is there), a `file:` URL or
 * the name of a package. TypeScript is for runtimes that load it, such as tsx.
 * @throws ABORTED when `signal` says so
 */
export async function loadPlugins(
  modules: readonly string[],
  { from = process.cwd(), registry = createRegistry(), timeLimit = 30_000, signal }: LoadPluginsOptions = {},
): Promise<LoadedPlugins> {
  const before = registry.list().length;
  const issues: Issue[] = [];
  const seen = new Set<unknown>();
  // One after the other: which of two plugins with one id is added does not depend on how fast they load.
  for (const module of modules) {
    throwIfAborted(signal, module);
    const { value: exports, issues: found } = await importModule(module, { from, timeLimit, signal });
    issues.push(...found);
    // Also if it was named in two ways.
    if (exports === undefined || seen.has(exports)) continue;
    seen.add(exports);
    issues.push(...addExports(registry, module, exports));
  }
  return { plugins: registry.list().slice(before), issues };
}

function addExports(registry: DeviceRegistry, module: string, exports: object): readonly Issue[] {
  const names = new Map(pluginsAmong(exports).map(([name, value]) => [value, name]));
  if (names.size === 0) return [empty(module, exports)];
  const exported = [...names.values()];
  return registry.addAll([...names.keys()]).map(({ at: [index, ...path], ...issue }) => ({
    ...issue,
    at: [module, exported[index as number] as string, ...path],
  }));
}

const pluginsAmong = (exports: object): readonly (readonly [name: string, value: unknown])[] =>
  Object.entries(exports).filter(([, value]) => isMeantAsPlugin(value));

/** Whatever calls itself a plugin, to be told what is wrong with it; other exports of a chip's package are not. */
function isMeantAsPlugin(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return 'apiVersion' in value || 'providers' in value;
  } catch {
    // The registry says that it cannot be looked at.
    return true;
  }
}

function empty(module: string, exports: object): Issue {
  const issue = { code: 'PLUGIN_MODULE_EMPTY', severity: 'error', at: [module] } as const;
  const inside = namesWithin((exports as { readonly default?: unknown }).default);
  if (inside.length === 0) {
    const hint = 'export what defineDevicePlugin or xyloPlugin gives';
    return { ...issue, message: 'it exports no device plugin', hint };
  }
  const message = `it exports no device plugin but one object that holds some (${inside.join(', ')}), as CommonJS modules do`;
  return { ...issue, message, hint: 'export each plugin by its name, from an ES module' };
}

/** Plugins in a default export, as `module.exports` of a CommonJS module is one. */
function namesWithin(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  try {
    return pluginsAmong(value).map(([name]) => name);
  } catch {
    return [];
  }
}
