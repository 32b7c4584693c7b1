import {
  type Checked,
  errorsIn,
  type Issue,
  isXylopipeError,
  type NetworkGraph,
  reasonOf,
  requireChecked,
} from '@xylopipe/core';
import type { Device, DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import type { Network } from '@xylopipe/nn';
import { type QuantizeOptions, quantize } from '@xylopipe/quantize';
import { type FitResources, resourcesOf } from './fit-resources.js';
import { withBitsOf } from './pipeline.js';
import type { StageIssue } from './run-summary.js';

/** Whether a network fits a chip. */
export interface Fit {
  readonly chipId: string;
  /** Whether there is a legal configuration of the chip for the network, quantized as the options say. */
  readonly fits: boolean;
  /**
   * What mapping, quantizing and configuring had to say, at least one error where the network does not fit. Limits are
   * those that the last stage found broken: weights that quantize to 0 are free.
   */
  readonly issues: readonly StageIssue[];
  /** What the network takes of the chip, as far as it got: mapped or quantized. Not there if it cannot be mapped. */
  readonly resources?: FitResources | undefined;
  /** What the stage that refused has thrown. */
  readonly error?: unknown;
}

export interface FitOptions {
  /** Chips to try, each once. Default: all of the registry, in its order. */
  readonly chipIds?: readonly string[] | undefined;
  /** Default: method `global`, with the bits of each chip. */
  readonly quantize?: QuantizeOptions | undefined;
}

/**
 * Maps, quantizes and configures a network for every chip, and tells where it fits and what is too much for the others.
 * A chip whose parts fail is one that it does not fit, and keeps nobody from trying the rest.
 * @throws UNKNOWN_CHIP for a chip that the registry does not have.
 * @throws GRAPH_REFUSED with everything that keeps the network from having a graph, whatever the chip.
 * @throws QUANTIZE_OPTIONS_INVALID for options that do not go together, if there is a chip that the network can be mapped to.
 */
export function fitNetwork(
  network: Network,
  registry: DeviceRegistry,
  { chipIds = registry.list().map(({ chipId }) => chipId), quantize: options }: FitOptions = {},
): readonly Fit[] {
  const devices = [...new Set(chipIds)].map((chipId) => registry.get(chipId));
  const graph = toNetworkGraph(network.asGraph());
  return devices.map((device) => fitGraph(graph, device, options));
}

function fitGraph(graph: NetworkGraph, device: Device, options?: QuantizeOptions): Fit {
  const { chipId, limits } = device;
  let stage = 'map';
  let issues: readonly StageIssue[] = [];
  let resources: FitResources | undefined;
  const accept = <T>({ value, issues: found }: Checked<T>): T => {
    issues = followedBy(issues, found, stage);
    return value;
  };
  try {
    const mapped = accept(requireChecked(device.mapper.map(graph), 'the mapper'));
    resources = resourcesOf(mapped, limits);
    stage = 'quantize';
    const quantized = accept(quantize(mapped, withBitsOf(device, options)));
    resources = resourcesOf(quantized, limits);
    stage = 'configure';
    accept(requireChecked(device.configurator.configure(quantized), 'the configurator'));
    return { chipId, fits: true, issues, resources };
  } catch (error) {
    if (isXylopipeError(error) && error.code === 'QUANTIZE_OPTIONS_INVALID') throw error;
    return { chipId, fits: false, issues: followedBy(issues, refusalsIn(error), stage), resources, error };
  }
}

/** Issues of earlier stages, where they still hold, and what the next one found. */
function followedBy(
  earlier: readonly StageIssue[],
  found: readonly Issue[],
  stage: StageIssue['stage'],
): readonly StageIssue[] {
  const said = new Set(found.map(subject));
  const stale = (issue: Issue): boolean => said.has(subject(issue)) || (stage === 'configure' && isLimit(issue));
  return [...earlier.filter((issue) => !stale(issue)), ...found.map((issue) => ({ ...issue, stage }))];
}

/** What is wrong with what: the same in two stages is measured anew by the later one. */
const subject = ({ code, at }: Issue): string => `${code} ${at[0]}`;

/** What mapping warns of and configuring judges. */
const isLimit = ({ code }: Issue): boolean => code.startsWith('LIMIT_');

/** The issues of an error, and the error itself as one where none of them is the reason. */
function refusalsIn(error: unknown): readonly Issue[] {
  const known = isXylopipeError(error) ? error : undefined;
  const issues = known?.issues ?? [];
  if (errorsIn(issues).length > 0) return issues;
  const message = known === undefined ? reasonOf(error) : (known.message.split('\n', 1)[0] ?? '');
  const reason = { code: known?.code ?? 'DEVICE_FAILED', severity: 'error', at: [], message } as const;
  return [...issues, known?.hint === undefined ? reason : { ...reason, hint: known.hint }];
}
