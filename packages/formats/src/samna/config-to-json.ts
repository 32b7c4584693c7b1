import { type Checked, type DeviceConfig, type Issue, type JsonValue, refuseOnErrors } from '@xylopipe/core';
import {
  DEBUG_SETTINGS,
  HIDDEN_KEYS,
  NOTHING,
  OUTPUT_KEYS,
  SAMNA_CHIP,
  SETTINGS,
  SYNAPSE2_KEYS,
  UNNAMED_DEBUG,
} from './config-keys.js';
import { weightsJson } from './matrix-json.js';

/**
 * The configuration of a Xylo Audio 2 as samna's `to_json` lays it out, for `from_json` and Rockpool's `load_config`. What is no
 * part of the network has the values of a new object of samna's. Warnings name what the file cannot say: the
 * timestep, the names of layers, and those keys of samna's own file that are not public, above all the clocks below
 * `debug`. How an alias is written is not public either: it is cereal's layout of an optional. No file made here was read by
 * samna yet.
 * Whether the configuration is legal is the validator's word, not looked at here.
 * @throws SAMNA_CONFIG_REFUSED if it is for another chip, or if a neuron has several alias targets.
 */
export function samnaConfigToJson(config: DeviceConfig): Checked<JsonValue> {
  const issues = [...refusals(config), ...remarks(config)];
  refuseOnErrors(issues, 'SAMNA_CONFIG_REFUSED', 'not a configuration that samna could hold', { who: config.chipId });
  const hidden = config.dashMem.length;
  const value0 = {
    ...SETTINGS,
    synapse2Enable: config.synapse2Enable,
    biasEnable: config.biasEnable,
    input: {
      weightBitShift: config.weightShiftIn,
      weights: weightsJson(config.weightsIn, 0, { columns: hidden }),
      [SYNAPSE2_KEYS.input]: weightsJson(config.weightsIn, 1, { columns: hidden }),
    },
    reservoir: {
      aliasing: config.aliasEnable,
      weightBitShift: config.weightShiftRec,
      weights: weightsJson(config.weightsRec, 0),
      [SYNAPSE2_KEYS.reservoir]: weightsJson(config.weightsRec, 1),
      neurons: Array.from(config.dashMem, (_, id) => ({
        ...neuron(config, HIDDEN_KEYS, id),
        aliasTarget: optional(config.aliases[id]?.[0]),
      })),
    },
    readout: {
      weightBitShift: config.weightShiftOut,
      weights: weightsJson(config.weightsOut, 0, { rowsBefore: hidden - (config.weightsOut.shape[0] as number) }),
      neurons: Array.from(config.dashMemOut, (_, id) => neuron(config, OUTPUT_KEYS, id)),
    },
    debug: DEBUG_SETTINGS,
  };
  return { value: { value0 }, issues };
}

type NeuronField = (typeof HIDDEN_KEYS)[keyof typeof HIDDEN_KEYS] | (typeof OUTPUT_KEYS)[keyof typeof OUTPUT_KEYS];

const neuron = (
  config: DeviceConfig,
  keys: Readonly<Record<string, NeuronField>>,
  id: number,
): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(keys).map(([key, field]) => [key, config[field][id] as number]));

const optional = (value: number | undefined): JsonValue =>
  value === undefined ? NOTHING : { nullopt: false, data: value };

function refusals(config: DeviceConfig): readonly Issue[] {
  const issues: Issue[] = [];
  if (config.chipId !== SAMNA_CHIP) {
    issues.push({
      code: 'CONFIG_CHIP',
      severity: 'error',
      at: ['chipId'],
      measured: config.chipId,
      limit: SAMNA_CHIP,
      message: "the keys of samna's file are public for Xylo Audio 2 only",
      hint: `configure the network for ${SAMNA_CHIP}, or give samna the specification with Rockpool`,
    });
  }
  config.aliases.forEach((targets, id) => {
    if (targets.length <= 1) return;
    issues.push({
      code: 'ALIAS_COUNT',
      severity: 'error',
      at: ['aliases', id],
      measured: targets.length,
      limit: 1,
      message: `hidden neuron ${id} has ${targets.length} alias targets; samna's configuration holds one`,
      hint: 'leave out one of the residual connections',
    });
  });
  return issues;
}

function remarks(config: DeviceConfig): readonly Issue[] {
  const warning = (code: string, at: string, message: string, hint: string): Issue => ({
    code,
    severity: 'warning',
    at: [at],
    message,
    hint,
  });
  return [
    warning('NOT_IN_FILE', 'dt', `samna's file has no timestep: ${config.dt} s is left out`, 'keep it beside the file'),
    ...(config.layers.length === 0
      ? []
      : [
          warning(
            'NOT_IN_FILE',
            'layers',
            "samna's file has no layers: where each one lies is left out",
            'keep the configuration in our own format as well',
          ),
        ]),
    warning(
      'KEYS_NOT_PUBLIC',
      'debug',
      `keys that are not public are left out, those of ${UNNAMED_DEBUG.join(', ')} among them`,
      'after reading the file set these attributes of config.debug in Python; where samna does not take the file, give the specification to Rockpool',
    ),
    ...(config.aliasEnable
      ? [
          warning(
            'LAYOUT_NOT_PUBLIC',
            'aliases',
            'no public file of samna shows an alias: it is written as cereal writes an optional',
            'compare the alias targets after reading the file in samna',
          ),
        ]
      : []),
  ];
}
