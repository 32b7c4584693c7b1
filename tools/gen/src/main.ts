import { fileURLToPath } from 'node:url';
import { gen } from './command.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
process.exitCode = await gen(process.argv.slice(2), root, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
