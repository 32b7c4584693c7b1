const chip = new URL('../../xylo-syns61201/src/index.ts', import.meta.url).href;

/** The text of an ES module with these exports: `toy(chipId, changes)` is a plugin that does what SYNS61201 does. */
export const pluginModule = (exports: string): string => `
import { limits, syns61201 } from '${chip}';
const toy = (chipId, changes = {}) => ({ ...syns61201, chipId, limits: { ...limits, chipId, label: 'Toy' }, ...changes });
${exports}
`;

/** Files of modules, each with another fault. */
export const faultyModules = {
  'throws.mjs': "throw new Error('no chip today\\nand not tomorrow');",
  'unreadable.mjs': 'export const chip = ;',
  'unloadable.mjs': "throw Object.assign(new Error('what is .ts'), { code: 'ERR_UNKNOWN_FILE_EXTENSION' });",
  'empty.mjs':
    "export const limits = { chipId: 'toy1' }; export const chip = () => ({ apiVersion: 1 }); export default null;",
  'future.mjs': pluginModule("export const chip = toy('toy1', { apiVersion: 2 });"),
  'incomplete.mjs': pluginModule("export const chip = toy('toy1', { providers: [] });"),
  'taken.mjs': pluginModule("export const chip = toy('syns63300');"),
} as const;
