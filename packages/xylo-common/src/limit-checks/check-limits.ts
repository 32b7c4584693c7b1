import { type AnySpec, type ChipLimits, checkSpecShapes, type Issue, type Severity, specSizes } from '@xylopipe/core';
import { checkAliases } from './aliases.js';
import { checkCounts } from './counts.js';
import { checkRecurrentSynapses } from './recurrent-synapses.js';
import { checkTimestep } from './timestep.js';
import { checkBiasIsThere, checkDashes, checkIntegers } from './value-ranges.js';

/** What a chip cannot hold of a specification that is not quantized yet, but for its counts (see `checkCounts`). */
export const checkStructure = (spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] => [
  ...checkRecurrentSynapses(spec, limits, severity),
  ...checkAliases(spec, limits, severity),
  ...checkDashes(spec, limits, severity),
  ...checkBiasIsThere(spec, limits, severity),
  ...checkTimestep(spec, limits),
];

/** Everything that a chip cannot hold of a quantized specification or of a configuration. */
export function checkLimits(spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  const shapes = checkSpecShapes(spec);
  return [
    ...checkChip(spec, limits),
    ...shapes,
    // Whoever counts neurons where arrays disagree on them counts nothing.
    ...(shapes.length > 0
      ? [...checkDashes(spec, limits, severity), ...checkBiasIsThere(spec, limits, severity)]
      : [...checkCounts(specSizes(spec), limits, severity), ...checkStructure(spec, limits, severity)]),
    ...checkIntegers(spec, limits, severity),
  ];
}

function checkChip(spec: AnySpec, limits: ChipLimits): readonly Issue[] {
  if (spec.chipId === limits.chipId) return [];
  return [
    {
      code: 'WRONG_CHIP',
      severity: 'error',
      at: ['chipId'],
      measured: spec.chipId,
      limit: limits.chipId,
      message: `this was mapped for ${spec.chipId}`,
      hint: `map the network for ${limits.chipId}: neuron ids and array shapes differ between chips`,
    },
  ];
}
