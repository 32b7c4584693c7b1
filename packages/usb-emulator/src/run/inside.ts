// The first process of the namespaces: when it ends, everything in them does.
import { type InsideJob, runInside } from './run-inside.js';

process.on('disconnect', () => process.exit(1)); // whoever has started us is gone
process.exit(await runInside(JSON.parse(process.argv[2] as string) as InsideJob));
