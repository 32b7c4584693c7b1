import { fileURLToPath } from 'node:url';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { Bench } from 'tinybench';
import { activityOf, inputSpikes, networkOfActivity } from './activity.js';
import { importTimes } from './import-time.js';
import { recurrentNetwork } from './networks.js';
import { configureNetwork, refuseNetwork } from './pipeline.js';

const STEPS = 1000;

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
}

const rows: Row[] = [];
const device = new DeviceRegistry([syns61201]).get('syns61201');
const sparse = recurrentNetwork(0.03, 1);
const dense = recurrentNetwork(1, 1);
const input = inputSpikes(STEPS);
const active = networkOfActivity(0.03, input);

const bench = new Bench({ time: 1500, warmupTime: 300 })
  .add('16-1000(3 % recurrent)-8: graph + map + quantize + configure', () => {
    configureNetwork(sparse, device);
  })
  .add('16-1000(dense recurrent)-8: graph + map + quantize, refused by configure', () => {
    refuseNetwork(dense, device);
  })
  .add('float simulation of 16-1000(dense recurrent)-8', () => {
    active.resetState();
    active.evolve(input);
  });
await bench.run();

const latencyMs = (index: number): { readonly p50: number; readonly min: number } => {
  const result = bench.tasks[index]?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`task ${index} gave no result`);
  return result.latency;
};
const [chain, refusal, simulation] = [latencyMs(0), latencyMs(1), latencyMs(2)];
const stepsPerSecond = (ms: number): number => Math.round((1000 * STEPS) / ms);
rows.push({ what: bench.tasks[0]?.name ?? '', measured: `${chain.p50.toFixed(0)} ms`, bound: '< 150 ms' });
rows.push({ what: bench.tasks[1]?.name ?? '', measured: `${refusal.p50.toFixed(0)} ms`, bound: '< 250 ms' });
rows.push({
  what: `${bench.tasks[2]?.name}, ${(100 * activityOf(active, input)).toFixed(1)} % activity`,
  measured: `${stepsPerSecond(simulation.p50)} steps/s, best ${stepsPerSecond(simulation.min)}`,
  bound: '> 20000 steps/s',
});

const times = importTimes(fileURLToPath(new URL('../../../packages', import.meta.url)));
rows.push(
  times === undefined
    ? { what: "import 'xylopipe'", measured: 'not measured: run pnpm build first', bound: '' }
    : {
        what: `import 'xylopipe', over ${times.thirdParty.toFixed(0)} ms for third-party packages`,
        measured: `+${times.facade.toFixed(0)} ms`,
        bound: '< 60 ms',
      },
);

console.log(`\nmedians on Node ${process.version}; the last column is what the project promises`);
for (const { what, measured, bound } of rows) console.log(`${what.padEnd(84)}${measured.padStart(30)}   ${bound}`);
console.log(`the dense network is refused with ${refuseNetwork(dense, device)}`);
