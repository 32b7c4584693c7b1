import { serveBus } from '../../src/device/index.js';
import { OPCODES } from '../../src/hxp/index.js';
import { openBus } from '../../src/index.js';
import { loopbackPair, withFaults } from '../../src/loopback/index.js';
import { TestBoard } from '../board.js';

/** A program with a board of its own and the real time: nothing but its timers keeps it alive while it waits. */
const [scenario] = process.argv.slice(2);
const [host, device] = loopbackPair();
const drop = { direction: 'in', at: { opcode: OPCODES.answer, times: 100 }, fault: { type: 'drop' } } as const;
const served = serveBus(device, new TestBoard());
const bus = await openBus(withFaults(host, scenario === 'closed' ? [] : [drop]), { retryAfter: 20, closeTime: 20 });
bus.events$.subscribe({ error: () => {} });
const call = bus.run([{ op: 'triggerReadout' }], { timeout: scenario === 'timeout' ? 50 : 10_000 });
const outcome = call.then(
  () => 'done',
  ({ code }) => code,
);
if (scenario === 'closed') await outcome;
if (scenario !== 'lost' && scenario !== 'timeout') await bus.close();
process.stdout.write(`${scenario} ${await outcome}`);
if (scenario === 'closed') await served.end;
