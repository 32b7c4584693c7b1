import { isXylopipeError } from '@xylopipe/core';
import { openSamnaBus } from '@xylopipe/hdk-transport/samna';
import { type HdkSession, xyloDriver } from '@xylopipe/xylo-hdk';
import type { Outcome } from '../cell.js';
import { drivenChip } from '../chip.js';
import { Leaks } from '../leaks.js';
import { networkOn } from '../network.js';
import type { Row } from '../run-table.js';
import { probe } from '../truth.js';
import { SAMNA_CASES, type SamnaCase } from './samna-cases.js';
import { standInOptions, whyNoPython } from './stand-in.js';

/** Milliseconds, real ones: a process of Python has its own clock. */
const TIMES = { openTimeout: 8000, timeout: 2000, closeTime: 100, grace: 300 } as const;
const DEADLINE = 20_000;

/** Runs the table of the samna bridge with its stand-in, or says why it cannot be run here. */
export async function runSamnaTable(): Promise<{ readonly rows: readonly Row[]; readonly skipped: readonly string[] }> {
  const reason = whyNoPython();
  if (reason !== undefined) return { rows: [], skipped: [`samna: ${reason}`] };
  const rows: Row[] = [];
  for (const one of SAMNA_CASES) {
    const { operation, fault, detail = '' } = one;
    rows.push({ link: 'samna', operation, fault, detail, ...(await runCase(one)) });
  }
  return { rows, skipped: [] };
}

async function runCase(one: SamnaCase): Promise<Outcome> {
  const leaks = await Leaks.watch();
  const wrong: string[] = [];
  const begun = performance.now();
  const ending = await operate(one, wrong);
  if (performance.now() - begun > DEADLINE) wrong.push(`took ${Math.round(performance.now() - begun)} ms`);
  const code = typeof ending === 'object' ? ending.code : undefined;
  if (one.expected === 'success' ? code !== undefined : code === undefined || !one.expected.includes(code))
    wrong.push(`ends with ${code ?? 'success'} in place of ${String(one.expected)}`);
  return { ending, wrong: [...wrong, ...(await leaks.end())] };
}

async function operate({ operation, script, options }: SamnaCase, wrong: string[]): Promise<Outcome['ending']> {
  const open = () => openSamnaBus({ ...standInOptions(script), ...TIMES, ...options });
  const chip = drivenChip();
  const config = networkOn(chip.limits);
  const driver = xyloDriver(chip, open, { requestTimeout: 2000, evolveTimeout: () => 3000 });
  let session: HdkSession | undefined;
  try {
    if (operation === 'connect') await (await open()).close();
    else session = await driver.deploy(config);
    if (operation === 'evolve') await session?.evolve(probe(config));
    await session?.close();
    return 'success';
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    await session?.evolve(probe(config)).then(
      () => wrong.push('evolves after it has failed'),
      (later) => {
        if (!isXylopipeError(later) || later.code !== 'SESSION_LOST') wrong.push(`does not refuse: ${String(later)}`);
      },
    );
    await session?.close();
    return { code: error.code };
  }
}
