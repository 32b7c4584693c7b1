import { join } from 'node:path';
import { type LayerRun, runOfEvolution } from '@xylopipe/compare';
import type { Checked, DeviceConfig, Evolution } from '@xylopipe/core';
import { readEvolution } from '../../node/data-files.js';
import { ofFile, readInput, sha256 } from '../../node/input-file.js';
import { attempt } from '../../study/attempt.js';
import { refuseEmptyRun } from '../../study/empty-run.js';
import { unplaced } from '../../study/unplaced.js';
import { readConfiguration } from '../slice/plan.js';
import { RESULTS } from '../slice/results.js';
import { isFolder } from './recorded-run.js';
import { originOf } from './recording-origin.js';

/** A recording to compare, and what is known of it. */
export interface Recording {
  readonly path: string;
  readonly sha256: string;
  readonly evolution: Evolution;
  /** SHA-256 of the configuration that ran, where it is known. */
  readonly config?: string | undefined;
  /** Where it lies, if beside the recording. */
  readonly configPath?: string | undefined;
}

/**
 * Reads a recording, or that in a folder of results.
 * @throws EMPTY_RUN if there is no timestep: nothing differs where there is nothing.
 */
export async function readRecording(given: string): Promise<Recording> {
  const path = (await isFolder(given)) ? join(given, RESULTS.evolve.fileName) : given;
  const { bytes } = await readInput(path);
  const evolution = await readEvolution(path);
  refuseEmptyRun(path, 'the evolution', evolution);
  const digest = sha256(bytes);
  const { chipId, ...origin } = await originOf(path, digest);
  return { path, sha256: digest, evolution: { ...evolution, chipId: evolution.chipId ?? chipId }, ...origin };
}

type Configured = Checked<DeviceConfig> | undefined;

/** The configuration that tells layers apart: the one that was given, else those that lie beside both. */
export async function configsOf(a: Recording, b: Recording, given: string | undefined): Promise<readonly Configured[]> {
  if (given !== undefined) {
    const config = await readConfiguration({ artifact: given });
    return [config, config];
  }
  const own = [await configBeside(a), await configBeside(b)];
  return own.includes(undefined) ? [] : own;
}

/** What lies beside a recording, if it can be that of it: any file may be called so. */
async function configBeside({ evolution, configPath }: Recording): Promise<Configured> {
  if (configPath === undefined) return undefined;
  const config = await readConfiguration({ artifact: configPath }).catch(() => undefined);
  if (config === undefined || (evolution.chipId !== undefined && evolution.chipId !== config.value.chipId)) {
    return undefined;
  }
  const { value: layers } = attempt('layers', () => runOfEvolution(evolution, config.value, { label: '' }));
  return layers && config;
}

/** The layers of a recording; of an unknown network hidden neurons and outputs are one each. */
export function runOf({ path, evolution }: Recording, label: string, config: DeviceConfig | undefined): LayerRun {
  if (config === undefined) return { ...unplaced(evolution), label };
  return ofFile(path, () => runOfEvolution(evolution, config, { label }).value);
}
