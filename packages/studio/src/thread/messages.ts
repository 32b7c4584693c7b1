import type { Settings } from '../workbench/settings.js';
import type { FileRole, WorkbenchFile } from '../workbench/workbench-file.js';
import type { WorkbenchResult } from '../workbench/workbench-result.js';

/** What the page asks the thread of its workbench for. */
export type Request = { readonly file: WorkbenchFile } | { readonly run: Settings };

/** What the thread says: one answer to each request, in their order. */
export type Answer =
  | { readonly role: FileRole; readonly name: string }
  /** Why a file is not taken. */
  | { readonly notTaken: string }
  | { readonly result: WorkbenchResult }
  /** A fault of ours: what is wrong with files and settings is in the result. */
  | { readonly failure: string };
