import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { networkTreeFromRockpool, rasterFromBytes } from '@xylopipe/formats';
import { createXylopipe, studyRun } from 'xylopipe';
import { renderReport } from 'xylopipe/report';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(resolve(REPOSITORY, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors'), '../data/audio-events');

/** How long it takes from an evolution to a report on disk, and how large that is. */
export interface WrittenReport {
  /** The first of this process: nothing is compiled yet. */
  readonly first: number;
  /** The best of some more. */
  readonly best: number;
  /** Bytes of the file. */
  readonly size: number;
  readonly timesteps: number;
  readonly hidden: number;
}

/** Measures the report of the audio-events network with every state recorded; `undefined` where the data is not. */
export async function audioEventsReport(): Promise<WrittenReport | undefined> {
  if (!existsSync(FOLDER)) return undefined;
  const read = (name: string): Uint8Array => readFileSync(join(FOLDER, name));
  const parameters = JSON.parse(new TextDecoder().decode(read('synnet-parameters.json')));
  const fileName = 'AFESimExternalSample_gun.npy';
  const onChip = createXylopipe().network(networkTreeFromRockpool(parameters).value).on('syns65302');
  const run = await onChip.quantize({ method: 'channel' }).run(rasterFromBytes(read(fileName), { fileName }).value, {
    record: true,
  });
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-bench-'));
  try {
    const path = join(folder, 'report.html');
    const write = async (): Promise<number> => {
      const start = performance.now();
      await writeFile(path, renderReport(studyRun(run)));
      return performance.now() - start;
    };
    const first = await write();
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) best = Math.min(best, await write());
    const { size } = await stat(path);
    return { first, best, size, timesteps: run.input.steps, hidden: run.artifacts.config.threshold.length };
  } finally {
    await rm(folder, { recursive: true });
  }
}
