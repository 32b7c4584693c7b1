import type { ChipLimits, DevicePlugin, Issue } from '@xylopipe/core';
import { xyloValidator } from '@xylopipe/xylo-common';
import { changed, replaceConfigurator, replaceValidator } from './replace.js';
import type { Saboteur } from './saboteur.js';
import { limits, plain, sound } from './sound-plugin.js';

/** The plugin with a validator of other limits. */
const withLimits = (plugin: DevicePlugin, other: Partial<ChipLimits>): DevicePlugin =>
  replaceValidator(plugin, () => (config) => xyloValidator({ ...plugin.limits, ...other }).validate(config));

const offByOne = (what: string, other: Partial<ChipLimits>, caughtBy: string): Saboteur => ({
  name: `a validator that is off by one: ${what}`,
  plugin: withLimits(sound, other),
  caughtBy: `limits > ${caughtBy}`,
});

const tooMany = 'give a warning in map and a refusal in configure with one more';

/** Validators and configurators that are broken in one way each. */
export const checkers: readonly Saboteur[] = [
  {
    name: 'a validator that accepts everything',
    plugin: replaceValidator(sound, () => () => []),
    caughtBy: `limits > input channels, 4 > ${tooMany}`,
  },
  {
    name: 'a validator that refuses everything',
    plugin: replaceValidator(sound, () => () => [
      { code: 'NO', severity: 'error', at: [], message: 'no', hint: 'none' },
    ]),
    caughtBy: 'the validator > accepts what the configurator made',
  },
  offByOne('an input channel more', { inputChannels: 5 }, `input channels, 4 > ${tooMany}`),
  offByOne('an input channel less', { inputChannels: 3 }, 'input channels, 4 > can all be used'),
  offByOne('an input-expansion neuron more', { inputExpansionNeurons: 13 }, `input-expansion neurons, 12 > ${tooMany}`),
  offByOne(
    'an output-expansion neuron less',
    { outputExpansionNeurons: 12 },
    'output-expansion neurons, 13 > can all be used',
  ),
  offByOne('a target more', { maxFanOut: 11 }, `fan-out, 10 > ${tooMany}`),
  offByOne('a recurrent word more', { recurrentWordsPerBank: 61 }, `recurrent words, 60 > ${tooMany}`),
  offByOne('a recurrent word less', { recurrentWordsPerBank: 59 }, 'recurrent words, 60 > can all be used'),
  offByOne('an alias target more', { aliasTargets: 2 }, `alias targets, 1 > ${tooMany}`),
  offByOne(
    'a hidden neuron more',
    { hiddenNeurons: 25 },
    `hidden neurons, 24 > ${tooMany}, mapped as for a larger chip`,
  ),
  offByOne(
    'an output neuron more',
    { outputNeurons: 4 },
    `output neurons, 3 > ${tooMany}, mapped as for a larger chip`,
  ),
  offByOne('a bit of a weight more', { bits: { ...limits.bits, weight: 8 } }, 'a value of weightsRec > cannot be -65'),
  offByOne(
    'a bit of a threshold less',
    { bits: { ...limits.bits, threshold: 11 } },
    'a value of thresholdOut > can be 2047',
  ),
  offByOne(
    'a bit of a shift more',
    { bits: { ...limits.bits, weightShift: 3 } },
    'a value of weightShiftOut > cannot be 4',
  ),
  offByOne('a bit of a bias more', { bits: { ...limits.bits, bias: 7 } }, 'a value of bias > cannot be 32'),
  offByOne('a bit of a decay more', { bits: { ...limits.bits, dash: 4 } }, 'a value of dashSyn2 > cannot be 8'),
  offByOne('no bias', { bias: false }, 'a bias > can be used'),
  offByOne(
    'no timestep of its own',
    { realTimeDt: undefined },
    'a timestep of 0.002 s in real time > can be another one',
  ),
  {
    name: 'a validator that overlooks a second synapse',
    plugin: withLimits(plain, { synapsesPerHidden: 2 }),
    caughtBy: 'limits > synapses per hidden neuron, 1 > cannot be configured with one more',
  },
  {
    name: 'a validator that overlooks biases',
    plugin: withLimits(plain, { bias: true }),
    caughtBy: 'limits > no bias > means a warning in map and a refusal in configure for biasOut',
  },
  {
    name: 'a validator without hints',
    plugin: replaceValidator(
      sound,
      (validator) => (config) => validator.validate(config).map(({ hint, ...issue }): Issue => issue),
    ),
    caughtBy: `limits > input channels, 4 > ${tooMany}`,
  },
  {
    name: 'a validator that stops at the first problem',
    plugin: replaceValidator(sound, (validator) => (config) => validator.validate(config).slice(0, 1)),
    caughtBy: 'configure names everything that is wrong, all at once',
  },
  {
    name: 'a validator that throws at what contradicts itself',
    plugin: replaceValidator(sound, (validator) => (config) => {
      if (config.threshold.length !== config.dashMem.length) throw new Error('what is this');
      return validator.validate(config);
    }),
    caughtBy: 'the validator > finds an error in a configuration that lacks a threshold, and does not throw',
  },
  {
    name: 'a validator that corrects what it is shown',
    plugin: replaceValidator(sound, (validator) => (config) => {
      config.threshold.forEach((threshold, i) => {
        config.threshold[i] = Math.min(threshold, 200);
      });
      return validator.validate(config);
    }),
    caughtBy: 'validate is pure > and leaves alone what it is given',
  },
  {
    name: 'a validator that looks at the first value of an array only',
    plugin: replaceValidator(
      sound,
      (validator) => (config) =>
        validator.validate(config).filter(({ code, at: [, place = 0] }) => code !== 'VALUE_RANGE' || place === 0),
    ),
    caughtBy: 'limits > a value of threshold > cannot be 2048',
  },
  {
    name: 'a validator that does not look at the last value of an array',
    plugin: replaceValidator(
      sound,
      (validator) => (config) =>
        validator
          .validate(config)
          .filter(({ at }) => at[0] !== 'weightsOut' || at[1] !== config.weightsOut.data.length - 1),
    ),
    caughtBy: 'limits > a value of weightsOut > cannot be 64',
  },
  {
    name: 'a validator that overlooks fan-out over two synapses',
    plugin: replaceValidator(
      sound,
      (validator) => (config) =>
        validator.validate(config).filter(({ code }) => code !== 'LIMIT_FAN_OUT' || config.weightsIn.shape[2] === 1),
    ),
    caughtBy: `limits > fan-out over 2 synapses, 10 > ${tooMany}`,
  },
  {
    name: 'a validator that counts both synapses of a connection',
    plugin: replaceValidator(sound, (validator) => (config) => {
      const used = config.weightsRec.data.filter((weight) => weight !== 0).length;
      const twice: Issue = {
        code: 'WORDS',
        severity: 'error',
        at: ['weightsRec'],
        measured: used,
        limit: limits.recurrentWordsPerBank,
        message: 'too many words',
        hint: 'use fewer',
      };
      return [...validator.validate(config), ...(used > limits.recurrentWordsPerBank ? [twice] : [])];
    }),
    caughtBy: 'limits > recurrent words over 2 synapses, 60 > can all be used',
  },
  {
    name: 'a configurator that drops weight shifts',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) =>
        changed(configurator.configure(spec), () => ({ weightShiftIn: 0, weightShiftRec: 0, weightShiftOut: 0 })),
    ),
    caughtBy: 'random networks > are legal, and equal to the reference core in every state, 30 of them',
  },
  {
    name: 'a configurator that keeps the shift of its first specification',
    plugin: replaceConfigurator(sound, (configurator) => {
      let kept: number | undefined;
      return (spec) => {
        kept ??= spec.weightShiftIn;
        return changed(configurator.configure(spec), () => ({ weightShiftIn: kept as number }));
      };
    }),
    caughtBy: 'a mapped network > has them in its configuration, too',
  },
  {
    name: 'a configurator that rounds some thresholds up',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) =>
        changed(configurator.configure(spec), ({ threshold }) => ({
          threshold: threshold.map((value) => (value >= 1000 && value < 2000 ? value + 1 : value)),
        })),
    ),
    caughtBy: 'limits > a value of threshold > is configured as it is, whatever it is',
  },
  {
    name: 'a configurator that drops aliases to lower ids',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) =>
        changed(configurator.configure(spec), ({ aliases }) => ({
          aliases: aliases.map((targets, neuron) => targets.filter((target) => target >= neuron)),
        })),
    ),
    caughtBy: 'limits > aliases > can be to neurons of a lower id',
  },
  {
    name: 'a configurator that clamps decays',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) =>
        configurator.configure({ ...spec, dashMem: spec.dashMem.map((dash) => Math.max(0, Math.min(dash, 7))) }),
    ),
    caughtBy: 'limits > a value of dashMem > cannot be 8',
  },
  {
    name: 'a configurator that drops biases',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) => configurator.configure({ ...spec, bias: new Int32Array(spec.bias.length) }),
    ),
    caughtBy: 'a mapped network > has them in its configuration, too',
  },
  {
    name: 'a configurator whose configurations contradict themselves',
    plugin: replaceConfigurator(sound, (configurator) => (spec) => {
      const { value, issues } = configurator.configure(spec);
      return { value: { ...value, aliases: [] }, issues };
    }),
    caughtBy: 'the validator > accepts what the configurator made',
  },
  {
    name: 'a configurator that writes into its specification',
    plugin: replaceConfigurator(sound, (configurator) => (spec) => {
      spec.threshold[0] = Math.min(spec.threshold[0] as number, 200);
      return configurator.configure(spec);
    }),
    caughtBy: 'configure is pure > and leaves alone what it is given',
  },
  {
    name: 'a configurator that takes over what was mapped for another chip',
    plugin: replaceConfigurator(
      sound,
      (configurator) => (spec) => configurator.configure({ ...spec, chipId: limits.chipId }),
    ),
    caughtBy: 'configure refuses what was mapped for another chip',
  },
];
