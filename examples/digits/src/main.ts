import { join } from 'node:path';
import { runDemo } from './demo.js';
import { type DemoOptions, readOptions, USAGE } from './options.js';

const { chips, method, images, out } = optionsOrExit();
for (const chipId of chips) await runDemo(chipId, method, images, join(out, chipId), (line) => console.log(line));

/** The options of the command line; a wrong one ends the program with the usage. */
function optionsOrExit(): DemoOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(2);
  }
}
