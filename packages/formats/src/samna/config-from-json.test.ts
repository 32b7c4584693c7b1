import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../../test/damage.js';
import { randomConfig } from '../../test/random-config.js';
import { problems, refusal } from '../../test/refusal.js';
import { type AnyJson, dt, file, fileOf, spread } from '../../test/samna-file.js';
import { samnaConfigFromJson } from './config-from-json.js';
import { samnaConfigToJson } from './config-to-json.js';

/** The file with some of it done otherwise. */
const changed = (change: (top: AnyJson) => void): AnyJson => {
  const copy = structuredClone(file);
  change(copy.value0);
  return copy;
};
const read = (change: (top: AnyJson) => void) => samnaConfigFromJson(changed(change), dt);
const refused = (change: (top: AnyJson) => void) => problems(() => read(change));
const remarks = (change: (top: AnyJson) => void) =>
  read(change).issues.map(({ code, at }) => `${code} ${at.slice(1).join('.')}`);

/** Puts a value at a path, or takes away what is there. */
function put(top: AnyJson, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((at, key) => at[key], top);
  if (value === undefined) delete parent[path.at(-1) as string];
  else parent[path.at(-1) as string] = value;
}

describe('samnaConfigFromJson', () => {
  it('gives back every configuration, its weights spread over all neurons', () => {
    fc.assert(
      fc.property(randomConfig, (random) => {
        const { value, issues } = samnaConfigFromJson(fileOf(random), random);
        expect(value).toEqual(spread(random));
        expect(issues).toEqual([]);
        expect(samnaConfigToJson(value).value).toEqual(fileOf(random));
      }),
    );
  });

  it('takes files without settings and without the unused second synapse', () => {
    const bare = changed((top) => {
      top.synapse2Enable = false;
      delete top.input.syn2_weights;
      delete top.reservoir.syn2Weights;
      delete top.debug;
      delete top.operationMode;
    });
    const { value, issues } = samnaConfigFromJson(bare, dt);
    expect(value.weightsIn).toEqual({ shape: [2, 3, 1], data: Int8Array.of(1, 3, 0, 5, 7, 0) });
    expect(issues.map(({ code, at }) => `${code} ${at.join('.')}`)).toEqual(['IGNORED_VALUE value0.synapse2Enable']);
  });

  it('takes fewer input columns than hidden neurons', () => {
    const { value } = read((top) => {
      for (const key of ['weights', 'syn2_weights'])
        top.input[key] = { dimensions: { value0: 1, value1: 2 }, offsets: { value0: 2, value1: 1 }, values: [1, 2] };
    });
    expect(value.weightsIn).toEqual({ shape: [1, 2, 2], data: Int8Array.of(1, 1, 2, 2) });
  });

  it('lists keys that are not public once each, however many neurons have them', () => {
    const { issues } = read((top) => {
      top.debug.isynClockEnable = true;
      for (const neuron of top.reservoir.neurons) neuron.spikeCount = 0;
      top.reservoir.weights.order = 'C';
    });
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'IGNORED_KEYS',
        severity: 'warning',
        measured: 3,
        message:
          'keys that are not public are left out: debug.isynClockEnable, reservoir.weights.order, reservoir.neurons[].spikeCount',
      }),
    ]);
  });

  it('shows a setting as deep as settings are', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const { issues } = read((top) => Object.assign(top, { operationMode: deep, clearNetworkState: { a: [1, 'b'] } }));
    expect(issues.map(({ measured }) => measured)).toEqual(['[[[…]]]', '{"a":[1,"b"]}']);
  });

  it('takes a zero below zero for zero', () => {
    const { value } = read((top) => {
      top.reservoir.weightBitShift = -0;
      top.readout.neurons[0].threshold = -0;
    });
    expect(Object.is(value.weightShiftRec, 0)).toBe(true);
    expect(value.thresholdOut).toEqual(Int16Array.of(0));
  });

  it('takes shifts and dashes as far as their words go', () => {
    const { value } = read((top) => {
      top.input.weightBitShift = 15;
      top.reservoir.neurons[0].iSynDecay = 15;
    });
    expect([value.weightShiftIn, value.dashSyn[0]]).toEqual([15, 15]);
  });

  it('names settings that differ from those of a new object', () => {
    const { issues } = read((top) => {
      top.operationMode = 1;
      top.debug.monitorNeuronVMem = { nullopt: false, data: { value0: 0, value1: 8 } };
    });
    expect(issues).toMatchObject([
      { code: 'IGNORED_VALUE', at: ['value0', 'operationMode'], measured: '1', limit: '0' },
      { code: 'IGNORED_VALUE', at: ['value0', 'debug', 'monitorNeuronVMem'] },
    ]);
  });

  it('reads what is switched off as not there, and says so', () => {
    const { value, issues } = read((top) => {
      top.biasEnable = false;
      top.reservoir.aliasing = false;
      top.synapse2Enable = false;
    });
    expect(value).toMatchObject({ biasEnable: false, aliasEnable: false, synapse2Enable: false });
    expect(value.bias).toEqual(Int16Array.of(0, 0, 0));
    expect(value.dashSyn2).toEqual(Uint8Array.of(0, 0, 0));
    expect(issues.map(({ code, at }) => `${code} ${at.slice(1).join('.')}`)).toEqual([
      'IGNORED_VALUE biasEnable',
      'IGNORED_VALUE reservoir.aliasing',
      'IGNORED_VALUE synapse2Enable',
      'IGNORED_VALUE input.syn2_weights',
      'IGNORED_VALUE reservoir.syn2Weights',
    ]);
  });

  it('says of a bit that switches nothing on that it is read as off', () => {
    const nothing = remarks((top) => {
      for (const neuron of top.reservoir.neurons)
        Object.assign(neuron, { vMemBias: 0, aliasTarget: { nullopt: true } });
      top.readout.neurons[0].vMemBias = 0;
    });
    expect(nothing).toEqual(['IGNORED_BIT biasEnable', 'IGNORED_BIT reservoir.aliasing']);
  });

  it.each([undefined, 0, -1, Number.NaN, Infinity])('asks for the timestep, not %s', (none) => {
    expect(problems(() => samnaConfigFromJson(file, { dt: none }))).toEqual(['SPEC_INCOMPLETE dt']);
  });

  it.each<[string, unknown, string[]]>([
    ['a list', [], ['INVALID_VALUE']],
    ['text', '{}', ['INVALID_VALUE']],
    ['nothing', null, ['INVALID_VALUE']],
    ['another root', { value1: {} }, ['MISSING_KEY value0', 'IGNORED_KEYS value0']],
    ['a number below the root', { value0: 3 }, ['INVALID_VALUE value0']],
  ])('refuses %s', (_, json, expected) => {
    expect(problems(() => samnaConfigFromJson(json, dt))).toEqual(expected);
    expect(refusal(() => samnaConfigFromJson(json, dt)).code).toBe('SAMNA_CONFIG_INVALID');
  });

  it('refuses another chip: those of later ones call the reservoir otherwise', () => {
    const imu = changed((top) => {
      top.hidden = top.reservoir;
      delete top.reservoir;
    });
    expect(problems(() => samnaConfigFromJson(imu, dt))).toEqual([
      'MISSING_KEY value0.reservoir',
      'IGNORED_KEYS value0',
    ]);
  });

  it('tells everything at once', () => {
    const all = refused((top) => {
      top.biasEnable = 1;
      top.input.weightBitShift = '1';
      top.reservoir.weights.values[4] = 128;
      top.reservoir.neurons[0].threshold = '100';
      top.reservoir.neurons[0].vMemDecay = 16;
      top.reservoir.neurons[1].aliasTarget = { nullopt: false, data: 3 };
      top.readout.weights.dimensions = { value0: 1, value1: 3 };
      top.readout.weights.offsets = { value0: 3, value1: 1 };
      delete top.readout.neurons[0].vMemBias;
    });
    expect(all).toEqual([
      'INVALID_VALUE value0.biasEnable',
      'INVALID_VALUE value0.input.weightBitShift',
      'VALUE_RANGE value0.reservoir.weights.values[4]',
      'SPEC_SHAPE value0.reservoir.neurons[1].aliasTarget.data',
      'INVALID_VALUE value0.reservoir.neurons[0].threshold',
      'VALUE_RANGE value0.reservoir.neurons[0].vMemDecay',
      'MISSING_KEY value0.readout.neurons[0].vMemBias',
      'SPEC_SHAPE value0.readout.weights',
      'SPEC_SHAPE value0.readout.weights',
      'IGNORED_VALUE value0.biasEnable',
    ]);
  });

  it.each([
    ['half a weight', 'input.weights.values.0', 0.5, 'INVALID_VALUE value0.input.weights.values[0]'],
    ['too large a bias', 'readout.neurons.0.vMemBias', 32_768, 'VALUE_RANGE value0.readout.neurons[0].vMemBias'],
    ['a shift below 0', 'reservoir.weightBitShift', -1, 'VALUE_RANGE value0.reservoir.weightBitShift'],
    ['a neuron that is none', 'reservoir.neurons.1', null, 'INVALID_VALUE value0.reservoir.neurons[1]'],
    ['neurons that are no list', 'readout.neurons', {}, 'INVALID_VALUE value0.readout.neurons'],
    ['values that are no list', 'readout.weights.values', 'AA', 'INVALID_VALUE value0.readout.weights.values'],
    [
      'an alias without optional',
      'reservoir.neurons.0.aliasTarget',
      2,
      'INVALID_VALUE value0.reservoir.neurons[0].aliasTarget',
    ],
    [
      'an alias without target',
      'reservoir.neurons.0.aliasTarget.data',
      undefined,
      'MISSING_KEY value0.reservoir.neurons[0].aliasTarget.data',
    ],
    [
      'an alias below 0',
      'reservoir.neurons.0.aliasTarget.data',
      -1,
      'SPEC_SHAPE value0.reservoir.neurons[0].aliasTarget.data',
    ],
    ['too few values', 'input.weights.values', [1], 'SPEC_SHAPE value0.input.weights.values'],
    [
      'values column by column',
      'input.weights.offsets',
      { value0: 1, value1: 2 },
      'SPEC_SHAPE value0.input.weights.offsets',
    ],
    ['rows that overlap', 'input.weights.offsets', { value0: 2, value1: 1 }, 'SPEC_SHAPE value0.input.weights.offsets'],
    [
      'an absurd height',
      'input.weights.dimensions',
      { value0: 1e9, value1: 0 },
      'VALUE_RANGE value0.input.weights.dimensions.value0',
    ],
    ['a missing second synapse', 'reservoir.syn2Weights', undefined, 'MISSING_KEY value0.reservoir.syn2Weights'],
    ['debug settings that are none', 'debug', 0, 'INVALID_VALUE value0.debug'],
  ])('refuses %s', (_, path, value, expected) => {
    expect(refused((top) => put(top, path.split('.'), value)).filter((issue) => !issue.startsWith('IGNORED'))).toEqual([
      expected,
    ]);
  });

  it('refuses weights from and to neurons that do not exist', () => {
    const one = refused((top) => {
      top.reservoir.neurons.pop();
      top.reservoir.neurons[0].aliasTarget.data = 0;
      top.readout.neurons.push(top.readout.neurons[0]);
    });
    expect(one).toEqual([
      'SPEC_SHAPE value0.input.weights',
      'SPEC_SHAPE value0.input.syn2_weights',
      'SPEC_SHAPE value0.reservoir.weights',
      'SPEC_SHAPE value0.reservoir.syn2Weights',
      'SPEC_SHAPE value0.readout.weights',
      'SPEC_SHAPE value0.readout.weights',
    ]);
  });

  it('refuses a second synapse of another size', () => {
    const smaller = { dimensions: { value0: 1, value1: 3 }, offsets: { value0: 3, value1: 1 }, values: [0, 0, 0] };
    expect(refused((top) => put(top, ['input', 'syn2_weights'], smaller))).toEqual([
      'SPEC_SHAPE value0.input.syn2_weights',
    ]);
  });

  it('lists ten values of a kind, and counts them', () => {
    const many = refused((top) => {
      top.reservoir.syn2Weights.values = Array(1000).fill('0');
    });
    expect(many.filter((issue) => issue.startsWith('INVALID_VALUE'))).toHaveLength(10);
    expect(many).toContain('MORE_ISSUES');
  });

  it('shows keys of a stranger shortened', () => {
    const strange = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}`.repeat(100), 0]));
    const message = refusal(() => samnaConfigFromJson(strange, dt)).issues.at(-1)?.message ?? '';
    expect(message).toContain('…');
    expect(message.length).toBeLessThan(1000);
  });

  it('reads or refuses, with issues, whatever is done to a file', () => {
    fc.assert(
      fc.property(misshapen(file), (json) => {
        try {
          expect(samnaConfigFromJson(json, dt).value.chipId).toBe('syns61201');
        } catch (error) {
          expect(error).toMatchObject({
            code: 'SAMNA_CONFIG_INVALID',
            issues: expect.arrayContaining([expect.anything()]),
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
