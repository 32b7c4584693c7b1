export type { ChipFit } from './workbench/chip-fit.js';
export type { NirReaders } from './workbench/nir-readers.js';
export type { Settings } from './workbench/settings.js';
export { Workbench } from './workbench/workbench.js';
export type { FileRole, WorkbenchFile } from './workbench/workbench-file.js';
export type { WorkbenchResult } from './workbench/workbench-result.js';
