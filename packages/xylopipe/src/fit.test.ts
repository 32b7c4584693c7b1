import { readFile } from 'node:fs/promises';
import { CONFIGURATOR, MAPPER, networkTreeFromJson, VALIDATOR, XylopipeError } from '@xylopipe/core';
import { ExpSyn, Lif, Linear, networkFromTree, Sequential } from '@xylopipe/nn';
import type { QuantizeMethod } from '@xylopipe/quantize';
import { describe, expect, it } from 'vitest';
import { toyTree, wideTree } from '../test/toy.js';
import { type Fit, fitNetwork } from './fit.js';
import { createRegistry } from './registry.js';

const ALL = ['syns61300', 'syns65300', 'syns61201', 'syns63300', 'syns65302'];
/** The timestep that the IMU chip has in real time. */
const dt = 0.005;
const neurons = { tauMem: 8 * dt, tauSyn: 4 * dt, threshold: 1, dt };
const toy = networkFromTree(toyTree);

/** A recurrent layer, all to all; all weights of a neuron are `weight` of its index. */
const recurrent = (n: number, weight: (target: number) => number): Sequential =>
  new Sequential([
    new Linear({ weights: [Array.from({ length: n }, (_, i) => weight(i))] }),
    new Lif({
      n,
      ...neurons,
      weightsRec: Array.from({ length: n }, () => Array.from({ length: n }, (_, i) => weight(i))),
    }),
    new Linear({ weights: Array.from({ length: n }, () => [1]) }),
    new Lif({ n: 1, ...neurons }),
  ]);

/** Hidden layers with one connection from each neuron to the next layer. */
function chain(...sizes: readonly number[]): Sequential {
  const all = [2, ...sizes, 2];
  return new Sequential(
    all.slice(1).flatMap((n, layer) => {
      const before = all[layer] as number;
      const row = (i: number): number[] =>
        Array.from({ length: n }, (_, k) => (k % before === i % n || i % n === k ? 1 : 0));
      return [new Linear({ weights: Array.from({ length: before }, (_, i) => row(i)) }), new Lif({ n, ...neurons })];
    }),
  );
}

const fitting = (fits: readonly Fit[]): readonly string[] =>
  fits.flatMap(({ chipId, fits: ok }) => (ok ? [chipId] : []));

const only = (chipId: string, fits: readonly Fit[]): Fit => {
  const found = fits.find((fit) => fit.chipId === chipId);
  if (found === undefined) throw new Error(`${chipId} was not tried`);
  return found;
};

describe('fitNetwork', () => {
  it('tries every chip of the registry, in its order', () => {
    const fits = fitNetwork(chain(3), createRegistry());
    expect(fits.map(({ chipId }) => chipId)).toEqual(ALL);
    expect(fits.map(({ fits: ok, issues, error }) => [ok, issues, error])).toEqual(
      ALL.map(() => [true, [], undefined]),
    );
    expect(fits[4]?.resources).toMatchObject({ inputs: { used: 2, limit: 16 }, hidden: { used: 3, limit: 992 } });
  });

  it('gives the same again: the network and the registry are not changed', () => {
    const registry = createRegistry();
    expect(fitNetwork(toy, registry)).toEqual(fitNetwork(toy, registry));
  });

  it('tells where the digits fit, and by how much they do not', async () => {
    const file = new URL('../../../examples/digits/data/digits-10.network.json', import.meta.url);
    const digits = networkFromTree(networkTreeFromJson(JSON.parse(await readFile(file, 'utf8'))));
    const fits = fitNetwork(digits, createRegistry());
    expect(fitting(fits)).toEqual(['syns63300', 'syns65302']);
    expect(only('syns63300', fits)).toMatchObject({
      issues: [{ code: 'LIMIT_REAL_TIME_DT', severity: 'warning', stage: 'configure' }],
      resources: { hidden: { used: 159, limit: 496 }, inputExpansion: { used: 96 }, outputExpansion: { used: 63 } },
    });
    const tooSmall = only('syns61201', fits);
    expect(tooSmall.issues).toMatchObject([
      { code: 'MAP_OUT_OF_OUTPUT_NEURONS', severity: 'error', measured: 10, limit: 8, stage: 'map' },
      { code: 'LIMIT_OUTPUT_CHANNELS', severity: 'warning', measured: 10, limit: 8, stage: 'map' },
    ]);
    expect([tooSmall.resources, tooSmall.error]).toEqual([undefined, expect.objectContaining({ code: 'MAP_REFUSED' })]);
  });

  it('tells the one chip that is too small', () => {
    expect(fitting(fitNetwork(chain(100, 296, 100), createRegistry()))).toEqual(ALL);
    const fits = fitNetwork(chain(100, 297, 100), createRegistry());
    expect(fitting(fits)).toEqual(ALL.filter((chipId) => chipId !== 'syns63300'));
    expect(only('syns63300', fits).issues).toMatchObject([
      { code: 'MAP_OUT_OF_HIDDEN_NEURONS', measured: 497, limit: 496 },
    ]);
  });

  it('tells of each chip what is too much for it, where no chip will do', () => {
    const fits = fitNetwork(networkFromTree(wideTree(33)), createRegistry());
    expect(fitting(fits)).toEqual([]);
    expect(fits.map(({ issues: [first] }) => [first?.severity, first?.measured, first?.limit])).toEqual(
      [8, 8, 8, 16, 32].map((limit) => ['error', 33, limit]),
    );
  });

  it.each([
    ['bias', 'LIMIT_BIAS', ['syns61300', 'syns65300'], { nin: 2, bias: 1 }],
    ['second synapse', 'DRC_MAX_SYNAPSES_PER_NEURON', ['syns63300'], { nin: 4, bias: 0 }],
  ])('names the chips that have no %s', (_, code, without, { nin, bias }) => {
    const network = new Sequential([
      new Linear({ weights: [new Array(nin).fill(1)] }),
      new Lif({ n: 2, nin, bias, ...neurons }),
      new Linear({ weights: [[1], [1]] }),
      new Lif({ n: 1, ...neurons }),
    ]);
    const fits = fitNetwork(network, createRegistry());
    expect(fitting(fits)).toEqual(ALL.filter((chipId) => !without.includes(chipId)));
    for (const chipId of without) expect(only(chipId, fits).issues[0]).toMatchObject({ code, severity: 'error' });
  });

  it('tells of broken design rules on every chip', () => {
    const fits = fitNetwork(new Sequential([new Lif({ n: 1, ...neurons })]), createRegistry());
    expect(fits.map(({ issues }) => issues.some(({ code }) => code === 'DRC_FIRST_MODULE_IS_A_WEIGHT'))).toEqual(
      ALL.map(() => true),
    );
    expect(fitting(fits)).toEqual([]);
  });

  it('finds what can be mapped and not be configured, and tells it once', () => {
    const registry = createRegistry();
    expect(
      fitting(
        fitNetwork(
          recurrent(64, () => 1),
          registry,
        ),
      ),
    ).toEqual(ALL);
    const fits = fitNetwork(
      recurrent(65, () => 1),
      registry,
    );
    expect(fitting(fits)).toEqual(['syns63300', 'syns65302']);
    const { issues, resources, error } = only('syns61201', fits);
    expect(issues).toMatchObject([
      { code: 'LIMIT_FAN_OUT', severity: 'error', measured: 65, limit: 64, stage: 'configure' },
    ]);
    expect([resources?.fanOut, error]).toMatchObject([{ used: 65, limit: 64 }, { code: 'CONFIG_INVALID' }]);
  });

  it('counts no connections that quantize to 0, which depends on how it is quantized', () => {
    const faint = recurrent(65, (target) => (target === 0 ? 0.001 : 1));
    const fitBy = (method: QuantizeMethod) =>
      fitNetwork(faint, createRegistry(), { chipIds: ['syns61201'], quantize: { method } })[0];
    expect(fitBy('global')).toMatchObject({ fits: true, issues: [], resources: { fanOut: { used: 64, limit: 64 } } });
    expect(fitBy('channel')).toMatchObject({ fits: false, issues: [{ code: 'LIMIT_FAN_OUT', measured: 65 }] });
  });

  it('keeps what is said of limits where the quantizer refuses', () => {
    const endless = recurrent(65, (target) => (target === 0 ? 1e200 : 1));
    const fits = fitNetwork(endless, createRegistry());
    expect(fitting(fits)).toEqual([]);
    const { issues, resources, error } = only('syns61201', fits);
    expect(issues[0]).toMatchObject({ code: 'LIMIT_FAN_OUT', severity: 'warning', stage: 'map' });
    expect(issues[1]).toMatchObject({ code: 'NOT_FINITE', severity: 'error', measured: 1e200, stage: 'quantize' });
    expect([resources?.fanOut.used, error]).toMatchObject([65, { code: 'QUANTIZE_REFUSED' }]);
  });

  it('tells of NaN that a mapper lets through', () => {
    const registry = createRegistry();
    const { mapper } = registry.get('syns65302');
    const map: typeof mapper.map = (...args) => {
      const { value, issues } = mapper.map(...args);
      return { value: { ...value, threshold: value.threshold.map(() => Number.NaN) }, issues };
    };
    const fits = fitNetwork(toy, registry.override('syns65302', MAPPER, { useValue: { map } }));
    expect(fitting(fits)).toEqual(ALL.slice(0, -1));
    expect(fits[4]?.issues).toMatchObject([0, 1, 2].map((n) => ({ code: 'NOT_FINITE', at: ['threshold', n] })));
  });

  it('tries the chips that are asked for, each once', () => {
    const fits = fitNetwork(toy, createRegistry(), { chipIds: ['syns65302', 'syns61201', 'syns65302'] });
    expect(fits.map(({ chipId }) => chipId)).toEqual(['syns65302', 'syns61201']);
    expect(fitNetwork(toy, createRegistry(), { chipIds: [] })).toEqual([]);
  });

  it('refuses what is wrong whatever the chip', () => {
    const registry = createRegistry();
    expect(() => fitNetwork(toy, registry, { chipIds: ['syns61201', 'syns1'] })).toThrow(/there is no chip "syns1"/);
    expect(() => fitNetwork(new ExpSyn({ n: 1, tau: 1 }), registry)).toThrow(
      expect.objectContaining({ code: 'GRAPH_REFUSED' }),
    );
    expect(() => fitNetwork(toy, registry, { quantize: { method: 'channel', fuzzyScaling: true } })).toThrow(
      expect.objectContaining({ code: 'QUANTIZE_OPTIONS_INVALID' }),
    );
  });
});

describe('a chip whose parts fail', () => {
  it('keeps nobody from trying the others, and its error is kept', () => {
    const error = new TypeError('no mapper today\nnor tomorrow');
    const useFactory = (): never => {
      throw error;
    };
    const fits = fitNetwork(toy, createRegistry().override('syns61201', MAPPER, { useFactory }));
    expect(fitting(fits)).toEqual(ALL.filter((chipId) => chipId !== 'syns61201'));
    const message = 'syns61201: Mapper cannot be made: no mapper today nor tomorrow';
    expect(only('syns61201', fits)).toEqual({
      chipId: 'syns61201',
      fits: false,
      issues: [{ code: 'PART_FAILED', severity: 'error', at: [], message, stage: 'map' }],
      resources: undefined,
      error: expect.objectContaining({ code: 'PART_FAILED', who: 'syns61201', cause: error }),
    });
  });

  it.each([
    ['mapper', MAPPER, { map: () => 42 }, 'map', 'the mapper gives 42, which is not a value with a list of issues'],
    [
      'configurator',
      CONFIGURATOR,
      { configure: () => ({ value: {} }) },
      'configure',
      'the configurator gives an object',
    ],
    ['validator', VALIDATOR, { validate: () => 'fine' }, 'configure', 'the validator gives an object'],
  ] as const)('is told also where its %s gives rubbish', (_, own, useValue, stage, message) => {
    const registry = createRegistry().override<unknown>('syns61201', own, { useValue });
    const [fit] = fitNetwork(toy, registry, { chipIds: ['syns61201'] });
    expect(fit).toMatchObject({
      fits: false,
      issues: [{ code: 'DEVICE_FAILED', stage, message: expect.stringContaining(message), hint: expect.any(String) }],
    });
  });

  it.each([
    [
      'an error of ours without issues',
      new XylopipeError('ODD', 'odd', { hint: 'even' }),
      { code: 'ODD', hint: 'even' },
    ],
    ['something that is no error', 'broken', { code: 'DEVICE_FAILED', message: 'broken' }],
  ])('is told also where it throws %s', (_, thrown, issue) => {
    const configure = (): never => {
      throw thrown;
    };
    const registry = createRegistry().override('syns61201', CONFIGURATOR, { useValue: { configure } });
    const [fit] = fitNetwork(toy, registry, { chipIds: ['syns61201'] });
    expect(fit).toMatchObject({ fits: false, issues: [{ ...issue, stage: 'configure' }], error: thrown });
    expect(fit?.resources?.hidden.used).toBe(3);
  });
});
