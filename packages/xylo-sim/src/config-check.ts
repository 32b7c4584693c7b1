import {
  checkSpecShapes,
  type DeviceConfig,
  deviceConfigFromSpec,
  type Issue,
  type QuantizedSpec,
  refuseOnErrors,
  type UpdateRule,
} from '@xylopipe/core';

/** The words that each field of a configuration is made of: every value of theirs is one of the chip's, but for dashes. */
const WORDS = {
  weightsIn: 'Int8Array',
  weightsRec: 'Int8Array',
  weightsOut: 'Int8Array',
  dashMem: 'Uint8Array',
  dashSyn: 'Uint8Array',
  dashSyn2: 'Uint8Array',
  dashMemOut: 'Uint8Array',
  dashSynOut: 'Uint8Array',
  threshold: 'Int16Array',
  thresholdOut: 'Int16Array',
  bias: 'Int16Array',
  biasOut: 'Int16Array',
} as const;

const DASHES = ['dashMem', 'dashSyn', 'dashSyn2', 'dashMemOut', 'dashSynOut'] as const;
const SHIFTS = ['weightShiftIn', 'weightShiftRec', 'weightShiftOut'] as const;

/** Largest dash and largest weight shift that the arithmetic is defined for. */
const MAX_SHIFT = 15;

/**
 * The configuration to simulate, legal for a chip or not.
 * @throws CONFIG_INVALID with everything that makes it impossible to simulate: another artifact than a configuration or a
 * quantized specification, arrays of other types or shapes, dashes and shifts outside of 0 to 15, biases under update
 * rule v1.
 */
export function configToSimulate(source: DeviceConfig | QuantizedSpec, updateRule: UpdateRule): DeviceConfig {
  const who = typeof source?.chipId === 'string' ? source.chipId : undefined;
  const refuse = (issues: readonly Issue[]): void =>
    refuseOnErrors(issues, 'CONFIG_INVALID', 'the network cannot be simulated', { who });
  refuse(otherArtifact(source));
  if (source.stage === 'quantized') {
    const config = deviceConfigFromSpec(source);
    refuse(biasesUnsupported(config, updateRule));
    return config;
  }
  refuse([...otherTypes(source), ...otherAliases(source)]);
  refuse([...checkSpecShapes(source), ...outOfRange(source), ...biasesUnsupported(source, updateRule)]);
  return source;
}

function otherArtifact(source: unknown): readonly Issue[] {
  const stage = typeof source === 'object' && source !== null && 'stage' in source ? source.stage : undefined;
  if (stage === 'configured' || stage === 'quantized') return [];
  const found = typeof stage === 'string' ? `an artifact of stage "${stage}"` : 'no artifact at all';
  return [
    {
      code: 'WRONG_ARTIFACT',
      severity: 'error',
      at: ['stage'],
      measured: String(stage),
      limit: 'configured or quantized',
      message: `this is ${found}`,
      hint: 'give a configuration or a quantized specification',
    },
  ];
}

function otherTypes(config: DeviceConfig): readonly Issue[] {
  return (Object.keys(WORDS) as (keyof typeof WORDS)[]).flatMap((name): Issue[] => {
    const field: unknown = config[name];
    const isTensor = name.startsWith('weights');
    const data = isTensor ? (field as { readonly data?: unknown } | undefined)?.data : field;
    const found = Object.prototype.toString.call(data).slice('[object '.length, -1);
    const hasShape = !isTensor || Array.isArray((field as { readonly shape?: unknown } | undefined)?.shape);
    if (found === WORDS[name] && hasShape) return [];
    return [
      {
        code: 'WRONG_TYPE',
        severity: 'error',
        at: [name],
        measured: found,
        limit: WORDS[name],
        message: `${name} is not made of the words of the chip`,
        hint: 'make configurations with deviceConfigFromSpec or a configurator',
      },
    ];
  });
}

function otherAliases({ aliases }: { readonly aliases: unknown }): readonly Issue[] {
  if (Array.isArray(aliases) && aliases.every((targets) => Array.isArray(targets))) return [];
  const message = 'aliases are no list of ids per hidden neuron';
  return [
    { code: 'WRONG_TYPE', severity: 'error', at: ['aliases'], message, hint: 'give an empty list where there is none' },
  ];
}

function outOfRange(config: DeviceConfig): readonly Issue[] {
  const issue = (at: Issue['at'], measured: number): Issue => ({
    code: 'VALUE_RANGE',
    severity: 'error',
    at,
    measured,
    limit: `0 to ${MAX_SHIFT}`,
    message: 'no state or weight can be shifted by this',
    hint: 'quantize to the bits of the chip',
  });
  const dashes = DASHES.flatMap((name) => {
    const first = config[name].findIndex((dash) => dash > MAX_SHIFT);
    return first < 0 ? [] : [issue([name, first], config[name][first])];
  });
  const shifts = SHIFTS.filter(
    (name) => !(Number.isInteger(config[name]) && config[name] >= 0 && config[name] <= MAX_SHIFT),
  );
  return [...dashes, ...shifts.map((name) => issue([name], config[name]))];
}

/** One issue per group of neurons that has biases. */
function biasesUnsupported(config: DeviceConfig, updateRule: UpdateRule): readonly Issue[] {
  if (updateRule !== 'v1' || !config.biasEnable) return [];
  return (['bias', 'biasOut'] as const).flatMap((name): Issue[] => {
    const first = config[name].findIndex((bias) => bias !== 0);
    if (first < 0) return [];
    return [
      {
        code: 'BIAS_UNSUPPORTED',
        severity: 'error',
        at: [name, first],
        measured: config[name][first],
        limit: 0,
        message: 'update rule v1 has no bias',
        hint: 'train without biases, or choose a chip with update rule v2',
      },
    ];
  });
}
