import { once } from 'node:events';
import type { ColdStart, ColdTask } from './cold-start.js';

/** Entry of the process of a cold start: does the one task that it is sent, and ends. */
const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

const [{ core, workload }] = (await once(process, 'message')) as [ColdTask];
const { goToStart, openOn } = await import('./workload.js');
const simulator = openOn(core, workload);
const input = workload.inputs[0]!;
if (simulator === undefined) throw new Error(`there is no ${core} core`);
goToStart(simulator, workload);
const start = performance.now();
simulator.evolve(input);
const ms = performance.now() - start;
const answer: ColdStart = {
  stepsPerSecond: (1000 * input.steps) / ms,
  memoryBytes: memories.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0),
};
process.send?.(answer, () => process.disconnect());
