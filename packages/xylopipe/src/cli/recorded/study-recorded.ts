import { basename } from 'node:path';
import {
  type DeviceConfig,
  deviceConfigFromSpec,
  isXylopipeError,
  type QuantizedSpec,
  XylopipeError,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import type { ReportModel } from '@xylopipe/report';
import type { DeploymentArtifacts, StageIssue } from '../../run-summary.js';
import { isSimulatedByXylo } from '../../simulated-by-xylo.js';
import { emptyRunIssues } from '../../study/empty-run.js';
import { withoutOtherInput } from '../../study/recording-check.js';
import { studyRun } from '../../study/study-run.js';
import type { Context } from '../context.js';
import { recipeRows } from '../slice/recipe.js';
import { versions } from '../versions.js';
import { networkOfRun } from './recorded-network.js';
import type { RecordedRun } from './recorded-run.js';

/**
 * Everything that there is to see of a recorded run.
 * @param chipId - the chip, if the user says which.
 * @throws CHIP_MISMATCH if the recording is of another chip; NETWORK_MISMATCH if the network is known not to be that of the run.
 */
export function studyRecorded(
  { xylopipe, signal }: Context,
  path: string,
  recorded: RecordedRun,
  chipId: string | undefined,
): ReportModel {
  const { evolution, recipe, artifacts, input, issues } = recorded;
  const { device, issues: unknown } = deviceOf(recorded, chipId, (id) => xylopipe.device(id));
  const whole = inWholeNumbers(artifacts);
  const { issues: doubts, ...known } = networkOfRun(recorded, device, whole.quantized);
  const isTold = issues.some(({ code }) => code === 'EMPTY_RUN');
  const rows = recipe === undefined ? {} : recipeRows(recipe);
  const run = {
    title: basename(path),
    limits: device?.limits,
    simulates: device !== undefined && isSimulatedByXylo(device),
    evolution,
    ranOn: recipe?.ranOn,
    input,
    network: known.network,
    artifacts: { ...whole, graph: known.graph, spec: known.spec },
    issues: [...issues, ...unknown, ...doubts, ...(isTold ? [] : emptyRunIssues(evolution))],
    timings: recipe?.timings,
    recipe: { recording: path, ...rows, 'report by xylopipe': versions().xylopipe },
  };
  return studyRun(withoutOtherInput(run), { signal });
}

/** The chip of a recording; a chip that nobody knows here is no reason to show nothing. */
function deviceOf(
  { evolution, artifacts, recipe }: RecordedRun,
  asked: string | undefined,
  find: (chipId: string) => Device,
): { readonly device?: Device; readonly issues: readonly StageIssue[] } {
  const { config, quantized, spec } = artifacts;
  const [own, other] = new Set(
    [evolution, recipe, config, quantized, spec].flatMap((one) => (one?.chipId === undefined ? [] : [one.chipId])),
  );
  if (other !== undefined) {
    throw new XylopipeError('CHIP_MISMATCH', `the recording is of ${own}, what it is given with of ${other}`, {
      hint: 'give the configuration of the run',
    });
  }
  if (asked !== undefined && own !== undefined && asked !== own) {
    throw new XylopipeError('CHIP_MISMATCH', `this is of ${own}, not of ${asked}`, { hint: 'leave --device out' });
  }
  const chipId = asked ?? own;
  if (chipId === undefined) return { issues: [] };
  try {
    return { device: find(chipId), issues: [] };
  } catch (error) {
    if (!isXylopipeError(error) || error.code !== 'UNKNOWN_CHIP') throw error;
    const [message = ''] = error.message.split('\n', 1);
    const hint = 'load its plugin with --plugin: what needs its limits is left out';
    return { issues: [{ code: error.code, severity: 'warning', at: ['chipId'], message, hint, stage: 'read' }] };
  }
}

/** A configuration and its specification in whole numbers: each follows from the other. */
function inWholeNumbers({ quantized, config }: RecordedRun['artifacts']): Partial<DeploymentArtifacts> {
  if (config !== undefined) return { config, quantized: quantized ?? inWords(config) };
  return quantized === undefined ? {} : { config: deviceConfigFromSpec(quantized), quantized };
}

/** A configuration as the specification that it was made of. */
function inWords({ biasEnable, synapse2Enable, aliasEnable, ...fields }: DeviceConfig): QuantizedSpec {
  const wide = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) return Int32Array.from(value as unknown as Iterable<number>);
    const isTensor = typeof value === 'object' && value !== null && 'data' in value;
    return isTensor ? { ...value, data: wide(value.data) } : value;
  };
  const entries = Object.entries(fields).map(([name, value]) => [name, wide(value)]);
  return { ...Object.fromEntries(entries), stage: 'quantized' };
}
