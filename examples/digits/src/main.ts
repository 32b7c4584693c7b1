import { join } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { runDemo } from './demo.js';
import { readOptions, USAGE } from './options.js';

try {
  const { chips, method, images, out } = readOptions(process.argv.slice(2));
  for (const chipId of chips) await runDemo(chipId, method, images, join(out, chipId), (line) => console.log(line));
} catch (error) {
  if (isXylopipeError(error)) console.error(error.message);
  else console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = isXylopipeError(error) ? 1 : 2;
}
