import { isXylopipeError } from '@xylopipe/core';
import type { NirGraphData } from '../src/data/nir-data.js';
import type { NirFile } from '../src/model/nir-graph.js';
import { readNir, readNirData, type WebWorkerOptions, writeNir, writeNirData } from '../src/web/index.js';
import { everyKind } from './every-kind.js';
import { events, recorded } from './recorded.js';

/** A file as text, which tells types apart: order of names does not count. */
export function told(file: NirFile | NirGraphData): string {
  return JSON.stringify(file, (_, value) => {
    if (value instanceof Map) return [...value].sort(([a], [b]) => (a < b ? -1 : 1));
    return ArrayBuffer.isView(value) ? [value.constructor.name, ...(value as Float64Array)] : value;
  });
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'value';
  } catch (error) {
    return isXylopipeError(error) ? error.code : String(error);
  }
}

const absent: WebWorkerOptions = { worker: () => new Worker('/absent.js', { type: 'module' }) };

/** Files in a browser: written and read again, bad ones, and what samples are told as. */
export async function main(samples: readonly string[]) {
  const file = await writeNir(everyKind);
  const read = await readNir(file);
  const data = await readNirData(await writeNirData(recorded({ events })));
  const texts: string[] = [];
  for (const name of samples) {
    const bytes = new Uint8Array(await (await fetch(`/samples/${name}.nir`)).arrayBuffer());
    texts.push(told((await readNir(bytes)).value));
  }
  return {
    version: read.value.version,
    written: told(read.value).length,
    data: told(data.value),
    samples: texts,
    truncated: await codeOf(readNir(file.subarray(0, 2000))),
    slow: await codeOf(readNir(file, { timeout: 0.001 })),
    missing: await codeOf(readNir(file, absent)),
  };
}
