import {
  type Evolution,
  type MappedSpec,
  type NetworkGraph,
  type QuantizedSpec,
  type SpecSizes,
  specSizes,
  XylopipeError,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import type { Network } from '@xylopipe/nn';
import { sha256 } from '../../node/input-file.js';
import type { StageIssue } from '../../run-summary.js';
import { otherWeights } from '../../study/made-of.js';
import { isSameSpec } from '../../study/same-spec.js';
import { RESULTS } from '../slice/results.js';
import type { RecordedRun } from './recorded-run.js';

/** What may be told of a recording by its network. */
export interface RecordedNetwork {
  readonly network?: Network | undefined;
  readonly graph?: NetworkGraph | undefined;
  readonly spec?: MappedSpec | undefined;
  readonly issues: readonly StageIssue[];
}

/**
 * The network of a recorded run, held against all that is known of the run: the files of its recipe, its mapped
 * specification, its integers. Where nothing is known but the integers, a network that they cannot have been made of is left
 * out with a warning: they may have been changed since. Where there are none, a warning says that nobody knows.
 * @param quantized - what ran, in whole numbers.
 * @throws NETWORK_MISMATCH if the run is known to be of another network, or has other sizes.
 */
export function networkOfRun(
  { network, networkDigest, recipe, artifacts, evolution }: RecordedRun,
  device: Device | undefined,
  quantized: QuantizedSpec | undefined,
): RecordedNetwork {
  const own: RecordedNetwork = { graph: artifacts.graph, spec: artifacts.spec, issues: [] };
  if (network === undefined) return own;
  const graph = toNetworkGraph(network.asGraph());
  const isOfRun = recipe?.from === 'extract' && recipe.inputs.artifact.sha256 === networkDigest;
  if (isOfRun && (artifacts.spec !== undefined || quantized === undefined)) return { ...own, network, graph };
  if (device === undefined) {
    const hint = quantized === undefined ? CONFIG_HINT : PLUGIN_HINT;
    return { ...own, network, graph, issues: isOfRun ? [] : [unchecked(hint)] };
  }

  const { value: mapped } = device.mapper.map(graph, recipe?.options.map);
  const whole = { network, graph, spec: artifacts.spec ?? mapped, issues: [] };
  const ran = artifacts.spec ?? quantized;
  if (ran !== undefined) refuseOtherSizes(mapped, specSizes(ran));
  if (isOfRun) return whole;
  if (artifacts.spec !== undefined) {
    if (!isSameSpec(mapped, artifacts.spec)) throw otherNetwork();
    return whole;
  }
  const digest = recipe?.outputs[RESULTS.map.fileName];
  if (digest !== undefined && sha256(RESULTS.map.toFile(mapped)) !== digest) throw otherNetwork();
  if (quantized === undefined) {
    if (evolution !== undefined) refuseOtherSizes(mapped, sizesOf(evolution));
    return { ...own, network, graph, issues: digest === undefined ? [unchecked(CONFIG_HINT)] : [] };
  }
  const { neurons, all } = otherWeights(mapped, quantized);
  return neurons === 0 ? whole : { ...own, issues: [notOfConfig(neurons, all)] };
}

const HINT = 'give the network of the run, or leave --network out';

const otherNetwork = (): XylopipeError =>
  new XylopipeError('NETWORK_MISMATCH', 'the network is not the one that ran: its weights or neurons are others', {
    hint: HINT,
  });

function refuseOtherSizes(mapped: MappedSpec, there: Partial<SpecSizes>): void {
  const asked = specSizes(mapped);
  const differing = (Object.keys(there) as (keyof SpecSizes)[]).filter((size) => asked[size] !== there[size]);
  if (differing.length === 0) return;
  const message = `the network is not the one that ran: on ${mapped.chipId} it has ${differing
    .map((size) => `${asked[size]} ${size}, not ${there[size]}`)
    .join('; ')}`;
  throw new XylopipeError('NETWORK_MISMATCH', message, { hint: HINT });
}

/** As far as a recording tells: of signals whose neurons were chosen it does not. */
function sizesOf({ signals, neurons }: Evolution): Partial<SpecSizes> {
  const widthOf = (names: readonly (keyof Evolution['signals'])[]): number | undefined =>
    names.flatMap((name) => (neurons?.[name] === undefined ? (signals[name]?.shape[1] ?? []) : []))[0];
  const hidden = widthOf(['spikesHidden', 'vmem', 'isyn', 'isyn2']);
  const outputs = widthOf(['spikesOut', 'vmemOut', 'isynOut']);
  return { ...(hidden === undefined ? {} : { hidden }), ...(outputs === undefined ? {} : { outputs }) };
}

const warning = (issue: Omit<StageIssue, 'severity' | 'stage' | 'at'>): StageIssue => ({
  stage: 'read',
  severity: 'warning',
  at: [],
  ...issue,
});

const CONFIG_HINT = 'give the configuration of the run with --config, or the folder that "run --out" wrote';
const PLUGIN_HINT = 'load the plugin of the chip with --plugin, so that the network can be mapped to it';

const unchecked = (hint: string): StageIssue =>
  warning({
    code: 'NETWORK_UNCHECKED',
    message: 'nothing tells whether the recording is of this network: it is drawn, and not compared with',
    hint,
  });

const notOfConfig = (measured: number, limit: number): StageIssue =>
  warning({
    code: 'NETWORK_NOT_OF_CONFIG',
    measured,
    limit: 0,
    message: `the weights into ${measured} of ${limit} neurons cannot have been made of those of the network: it is left out`,
    hint: HINT,
  });
