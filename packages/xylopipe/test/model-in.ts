import { readFile } from 'node:fs/promises';
import { type ReportModel, unpackModel } from '@xylopipe/report';

/** The model in a report on disk. */
export async function modelIn(path: string): Promise<ReportModel> {
  const [, packed = ''] = /id="model">([^<]*)</.exec(await readFile(path, 'utf8')) ?? [];
  return unpackModel(packed);
}
