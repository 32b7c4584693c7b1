import { studioExamples } from '@xylopipe/tool-bundle/studio';
import type { Example } from '../src/page/example.js';
import type { WorkbenchFile } from '../src/workbench/workbench-file.js';

/** What the page offers to begin with. */
export const examples = (await studioExamples()) as readonly [Example, Example, Example];

export const fileOf = (name: string, content: unknown): WorkbenchFile => ({
  name,
  bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** The two files of an example. */
export const filesOf = ({ network, raster }: Example): readonly WorkbenchFile[] =>
  [network, raster].map(({ name, text }) => fileOf(name, text));
