import { type Checked, type DeviceConfig, deviceConfigFromSpec, type Issue, refuseOnErrors } from '@xylopipe/core';
import { SAMNA_CHIP } from './config-keys.js';
import { type ConfigParts, configParts } from './config-parts.js';
import { enableBitIssues } from './enable-bits.js';
import type { Findings } from './findings.js';
import { joined } from './matrix-json.js';
import { unknownKeys } from './settings.js';
import { sizeIssues } from './size-issues.js';

/** What samna's file does not say. */
export interface SamnaConfigOptions {
  /** Seconds per timestep; an error where it is missing. */
  readonly dt?: number | undefined;
}

/**
 * Reads the configuration of a Xylo Audio 2 as samna's `to_json` or Rockpool's `save_config` wrote it, given as parsed JSON.
 * Warnings name what it has and a configuration has not: settings other than those of a new object, keys that are
 * not public (the clocks below `debug` are among them), bits that disagree with what they switch. What is off is read as
 * not there. Where layers lie is not known of such a file.
 * @throws SAMNA_CONFIG_INVALID with all issues: another root than `value0`, keys that are missing, values that are no integers or
 * do not fit their words, matrices and aliases that disagree with the numbers of neurons, no `dt`.
 */
export function samnaConfigFromJson(json: unknown, { dt }: SamnaConfigOptions = {}): Checked<DeviceConfig> {
  const found: Findings = { issues: [], unknown: new Set() };
  const parts = configParts(json, found) ?? { synapse2: false, bias: false, aliasing: false };
  const issues = [
    ...(dt !== undefined && dt > 0 && dt < Infinity ? [] : [noTimestep(dt)]),
    ...found.issues,
    ...sizeIssues(parts),
    ...enableBitIssues(parts),
    ...unknownKeys(found),
  ];
  refuseOnErrors(issues, 'SAMNA_CONFIG_INVALID', "not a configuration in samna's layout", { who: SAMNA_CHIP });
  return { value: configOf(parts as Required<ConfigParts>, dt as number), issues };
}

const noTimestep = (dt: number | undefined): Issue => ({
  code: 'SPEC_INCOMPLETE',
  severity: 'error',
  at: ['dt'],
  ...(dt === undefined ? {} : { measured: dt }),
  limit: '> 0 s',
  message: "a configuration of samna's does not say its timestep",
  hint: 'give the option "dt", in seconds',
});

function configOf(parts: Required<ConfigParts>, dt: number): DeviceConfig {
  const { synapse2, bias, aliasing, input, reservoir, readout, hidden, outputs } = parts;
  const { shape, data } = joined(readout.weights);
  return deviceConfigFromSpec({
    chipId: SAMNA_CHIP,
    dt,
    weightsIn: joined(input.weights),
    weightsRec: joined(reservoir.weights),
    weightsOut: { shape: shape.slice(0, 2), data },
    weightShiftIn: input.shift,
    weightShiftRec: reservoir.shift,
    weightShiftOut: readout.shift,
    ...hidden,
    ...outputs,
    dashSyn2: synapse2 ? hidden.dashSyn2 : hidden.dashSyn2.map(() => 0),
    bias: bias ? hidden.bias : hidden.bias.map(() => 0),
    biasOut: bias ? outputs.biasOut : outputs.biasOut.map(() => 0),
    aliases: hidden.aliases.map((targets) => (aliasing ? targets : [])),
  });
}
