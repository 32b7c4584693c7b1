import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runBesideUsb } from '@xylopipe/tool-fault-table';
import { readAudioEvents } from './audio-events.js';
import { boundsOf } from './bounds.js';
import { measureCodec } from './codec.js';
import { type LinkFigures, measureLink } from './over-link.js';
import { measureOverhead } from './overhead.js';
import { LINKS, type LinkName } from './places.js';
import { type Figures, type Report, tableOf } from './report.js';

const USB_DEADLINE = 300_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Of this program beside an emulated bus: the figures of USB alone. */
    'beside-usb': { type: 'boolean', default: false },
  },
});
const audio = readAudioEvents();
if (values['beside-usb']) console.log(JSON.stringify(await measureLink('usb', audio)));
else await measureAll();

async function measureAll(): Promise<void> {
  const loadNow = (): number => loadavg()[0] ?? 0;
  const loadBefore = loadNow();
  const skipped = audio === undefined ? ['audio events: there is no ../shared/data/audio-events'] : [];
  const failed: string[] = [];
  const links: Partial<Record<LinkName, LinkFigures>> = {};
  console.error('bench:hdk: codec');
  const codec = measureCodec();
  for (const link of LINKS) {
    console.error(`bench:hdk: ${link}`);
    if (link !== 'usb') links[link] = await measureLink(link, audio);
    else {
      const run = await runBesideUsb<LinkFigures>(fileURLToPath(import.meta.url), ['--beside-usb'], USB_DEADLINE);
      if ('printed' in run) links.usb = run.printed;
      else if ('skipped' in run) skipped.push(run.skipped);
      else failed.push(`usb: ${run.failed}`);
    }
  }
  const figures: Figures = { links, codec, overhead: await measureOverhead() };
  const report: Report = {
    node: `Node ${process.version}`,
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    load: [loadBefore, loadNow()],
    seconds: performance.now() / 1000,
    board: 'emulated',
    ...figures,
    bounds: boundsOf(figures),
    skipped,
    faults: [...failed, ...Object.values(links).flatMap(({ faults }) => faults)],
  };
  console.log(values.json ? JSON.stringify(report) : tableOf(report).join('\n'));
  // A bound that is missed may be the machine's fault; evolutions that differ are ours.
  if (report.faults.length > 0) process.exitCode = 1;
}
