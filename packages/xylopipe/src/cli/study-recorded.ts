import { basename } from 'node:path';
import {
  type ChipLimits,
  type DeviceConfig,
  deviceConfigFromSpec,
  isXylopipeError,
  type MappedSpec,
  type QuantizedSpec,
  specSizes,
  XylopipeError,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import type { ReportModel } from '@xylopipe/report';
import type { DeploymentArtifacts, StageIssue } from '../run-summary.js';
import { isSimulatedByXylo } from '../simulated-by-xylo.js';
import { emptyRunIssues } from '../study/empty-run.js';
import { withoutOtherInput } from '../study/recording-check.js';
import { studyRun } from '../study/study-run.js';
import type { RanOn } from '../targets/ran-on.js';
import type { Context } from './context.js';
import { recipeRows } from './recipe.js';
import type { RecordedRun } from './recorded-run.js';
import { versions } from './versions.js';

/**
 * Everything that there is to see of a recorded run.
 * @param chipId - the chip, if the user says which.
 * @throws CHIP_MISMATCH if the recording is of another chip; NETWORK_MISMATCH if the network is not that of the configuration.
 */
export function studyRecorded(
  { xylopipe, signal }: Context,
  path: string,
  recorded: RecordedRun,
  chipId: string | undefined,
): ReportModel {
  const { evolution, recipe, network, input, issues } = recorded;
  const { device, issues: unknown } = deviceOf(recorded, chipId, (id) => xylopipe.device(id));
  const isTold = issues.some(({ code }) => code === 'EMPTY_RUN');
  const rows = recipe === undefined ? {} : recipeRows(recipe);
  const run = {
    title: basename(path),
    limits: device?.limits,
    simulates: device !== undefined && isSimulatedByXylo(device),
    evolution,
    ranOn: recipe?.ranOn as RanOn | undefined,
    input,
    network,
    artifacts: completed(recorded, device),
    issues: [...issues, ...unknown, ...(isTold ? [] : emptyRunIssues(evolution))],
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

/** The artifacts, and those that follow from them. */
function completed(
  { artifacts, network, recipe }: RecordedRun,
  device: Device | undefined,
): Partial<DeploymentArtifacts> {
  const { quantized } = artifacts;
  const graph = artifacts.graph ?? (network && toNetworkGraph(network.asGraph()));
  const config = artifacts.config ?? (quantized && deviceConfigFromSpec(quantized));
  const known = { ...artifacts, graph, config, quantized: quantized ?? (config && inWords(config)) };
  if (artifacts.spec !== undefined || graph === undefined || config === undefined || device === undefined) return known;
  const { value: spec } = device.mapper.map(graph, recipe?.options.map);
  refuseOther(spec, config, device.limits);
  return { ...known, spec };
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

function refuseOther(spec: MappedSpec, config: DeviceConfig, { chipId }: ChipLimits): void {
  const [asked, there] = [specSizes(spec), specSizes(config)];
  const differing = (Object.keys(asked) as (keyof typeof asked)[]).filter((size) => asked[size] !== there[size]);
  if (differing.length === 0) return;
  const message = `the network is not what the configuration was made of: on ${chipId} it has ${differing
    .map((size) => `${asked[size]} ${size}, not ${there[size]}`)
    .join('; ')}`;
  throw new XylopipeError('NETWORK_MISMATCH', message, { hint: 'give the network of the run, or leave --network out' });
}
