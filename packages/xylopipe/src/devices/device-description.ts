import {
  type BoardType,
  type Capability,
  type ChipLimits,
  type DeviceCapabilities,
  type DevicePlugin,
  isXylopipeError,
  missingCapabilities,
  reasonOf,
} from '@xylopipe/core';
import type { Device, DeviceRegistry } from '@xylopipe/core/registry';
import { type ChipCosts, costsOf, type Figure, known, unknown } from '@xylopipe/xylo-common';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { type LimitFact, limitFacts } from './limit-fact.js';
import { type MapSummary, mapSummaries } from './map-summary.js';

/** All that is known of a device, as data. */
export interface DeviceDescription {
  readonly chipId: string;
  readonly label: string;
  readonly limits: ChipLimits;
  /** The limits for people, with what they mean and where they come from. */
  readonly facts: readonly LimitFact[];
  readonly boards: readonly BoardType[];
  readonly capabilities: DeviceCapabilities;
  /** What the device has not, and why; `null` where its plugin does not say why. */
  readonly missing: readonly { readonly capability: Capability; readonly reason: string | null }[];
  readonly costs: ChipCosts;
  readonly maps: Figure<readonly MapSummary[]>;
}

/** Describes every device of a registry, in its order. A part that fails is unknown, with what it threw as the reason. */
export const deviceDescriptions = (registry: DeviceRegistry): readonly DeviceDescription[] =>
  registry.list().map((plugin) => describe(plugin, registry.get(plugin.chipId)));

function describe({ chipId, limits, boards, capabilities }: DevicePlugin, device: Device): DeviceDescription {
  const costs = partOf(() => costsOf(device));
  return {
    chipId,
    label: limits.label,
    limits,
    facts: limitFacts(limits),
    boards,
    capabilities,
    missing: missingCapabilities(capabilities).map((capability) => ({
      capability,
      reason: capabilities.missing?.[capability] ?? null,
    })),
    costs: costs.known ? costs.value : { chipId, cycles: costs, power: costs },
    maps: partOf(() => mapSummaries(device.resolve(CHIP_MAPS))),
  };
}

function partOf<T>(make: () => T): Figure<T> {
  try {
    return known(make());
  } catch (error) {
    if (isXylopipeError(error) && error.code === 'NO_SUCH_PART') return unknown('the plugin brings none');
    const reason = isXylopipeError(error) ? (error.message.split('\n', 1)[0] ?? '') : reasonOf(error);
    return unknown(`the plugin fails: ${reason}`);
  }
}
