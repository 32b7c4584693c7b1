import {
  type AnySpec,
  type Issue,
  type IssuePath,
  type MappedSpec,
  type QuantizedSpec,
  specSizes,
} from '@xylopipe/core';

/** What `config_from_specification` of a chip wants, and what it passes over. */
interface ConfigurationBuilder {
  /** A third dimension of weights means a second synapse, even if it is 1. */
  readonly isFlat?: boolean;
  /** Hidden neurons are counted by the rows of the output weights. */
  readonly hasDenseOutput?: boolean;
  /** Synapses per hidden neuron that reach the chip. Default: all. */
  readonly synapses?: number;
  /** Hidden neurons that may take input, and that may drive outputs: the first, and the last ones. Default: all. */
  readonly expansion?: number;
  /** There are no biases. */
  readonly isBiasless?: boolean;
}

/** Rockpool 3.0.3 where it has the chip, else the last version that had. */
const BUILDERS: Readonly<Record<string, ConfigurationBuilder>> = {
  syns61300: { isFlat: true, hasDenseOutput: true, isBiasless: true },
  syns65300: { isFlat: true, hasDenseOutput: true, isBiasless: true },
  syns61201: { hasDenseOutput: true },
  syns63300: { synapses: 1, expansion: 128 },
  syns65302: { synapses: 1, expansion: 128 },
};

/** Other chips than Rockpool knows get their specification as it is. */
export const builderOf = (chipId: string): ConfigurationBuilder =>
  Object.hasOwn(BUILDERS, chipId) ? (BUILDERS[chipId] as ConfigurationBuilder) : {};

/** Warnings of everything that the builder would change. */
export function builderIssues(spec: MappedSpec | QuantizedSpec): readonly Issue[] {
  const { synapses = 2, expansion = Infinity, isBiasless = false } = builderOf(spec.chipId);
  const found: Issue[] = [];
  const { synapses: used, inputExpansion, outputExpansion } = specSizes(spec);
  if (used > synapses) {
    const message =
      'config_from_specification of this chip leaves out the second synapse of every neuron, or refuses it';
    found.push({ ...warning('SYNAPSE_DROPPED', ['weightsIn'], message, USE_OURS), measured: used, limit: synapses });
  }
  for (const [key, measured] of [
    ['weightsIn', inputExpansion],
    ['weightsOut', outputExpansion],
  ] as const) {
    if (measured <= expansion) continue;
    const message = `config_from_specification of this chip cuts off the weights of all but ${expansion} hidden neurons`;
    found.push({ ...warning('NEURONS_CUT', [key], message, FEWER), measured, limit: expansion });
  }
  if (isBiasless && [spec.bias, spec.biasOut].some((values) => values.some((bias) => bias !== 0))) {
    const message = 'config_from_specification of this chip knows no biases, and leaves them out';
    found.push(warning('BIAS_DROPPED', ['bias'], message, 'train without biases'));
  }
  spec.aliases.forEach(({ length }, i) => {
    if (length <= 1) return;
    const message = 'config_from_specification keeps the first of several alias targets';
    found.push({ ...warning('ALIAS_DROPPED', ['aliases', i], message, USE_OURS), measured: length, limit: 1 });
  });
  return spec.stage === 'quantized' ? [...found, ...wraps(spec)] : found;
}

/** What is cast to 8 bits in Python, one warning per array. */
function wraps(spec: AnySpec): readonly Issue[] {
  const arrays = [
    ...(['weightsIn', 'weightsRec', 'weightsOut'] as const).map((key) => [key, spec[key].data] as const),
    ...(['dashMem', 'dashSyn', 'dashSyn2', 'dashMemOut', 'dashSynOut'] as const).map(
      (key) => [key, spec[key]] as const,
    ),
  ];
  return arrays.flatMap(([key, values]) => {
    const at = values.findIndex((value) => value < -128 || value > 127);
    if (at < 0) return [];
    const message = `config_from_specification keeps 8 bits: element ${at} (row-major) becomes another number`;
    const hint = 'quantize to 8 bits';
    return [
      { ...warning('VALUE_WRAPS', [key, at], message, hint), measured: values[at] as number, limit: '-128 to 127' },
    ];
  });
}

const FEWER = 'use a smaller layer, or a chip in which all hidden neurons take input and drive outputs';
const USE_OURS = 'take the configuration of Xylopipe for this chip';

const warning = (code: string, at: IssuePath, message: string, hint: string): Issue => ({
  code,
  severity: 'warning',
  at,
  message,
  hint,
});
