// What `over-usb.ts` runs beside the emulated bus: prints cases that fail, and last all rows as JSON.
import { createRegistry } from 'xylopipe';
import { usbLink } from './links/usb-link.js';
import { type CaseChoice, loadCases } from './load-cases.js';
import { runBoards } from './run-boards.js';

const rows = await runBoards({
  registry: createRegistry(),
  links: new Map([['usb', usbLink]]),
  cases: await loadCases(JSON.parse(process.argv[2] as string) as CaseChoice),
  print: (line) => console.log(line),
});
console.log(JSON.stringify(rows));
