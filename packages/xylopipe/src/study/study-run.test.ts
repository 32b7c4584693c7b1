import { Raster } from '@xylopipe/core';
import { Lif, Linear, normalWeights, Sequential, seededRandom } from '@xylopipe/nn';
import { renderReport } from '@xylopipe/report';
import { describe, expect, it } from 'vitest';
import { createXylopipe } from '../xylopipe.js';
import { floatRun } from './float-run.js';
import { type RunToStudy, studyRun } from './study-run.js';

const random = seededRandom(3);
const lif = (n: number): Lif => new Lif({ n, tauMem: 0.032, tauSyn: 0.016, threshold: 1, dt: 0.001 });
const weights = (nin: number, nout: number): Linear => new Linear({ weights: normalWeights(nin, nout, { random }) });
const network = new Sequential([weights(5, 12), lif(12), weights(12, 9), lif(9), weights(9, 3), lif(3)]);
const input = Raster.fromValues(
  60,
  5,
  Array.from({ length: 300 }, () => Math.floor(3 * random() ** 2)),
);

const xylopipe = createXylopipe();
const { limits } = xylopipe.device('syns61201');
const ranOn = async (deploy?: 'emulated'): Promise<RunToStudy> => {
  const ran = await xylopipe.network(network).on('syns61201', { deploy }).run(input, { record: true });
  return { ...ran, title: 'toy', recipe: { quantize: 'global' } };
};
const run = await ranOn();

describe('studyRun', () => {
  it('draws the float network over the chip, and says where they part and why', () => {
    const { runs, comparisons, explanation, title, chipId, recipe } = studyRun(run);
    expect({ title, chipId, recipe }).toEqual({ title: 'toy', chipId: 'syns61201', recipe: [['quantize', 'global']] });
    expect(runs.map(({ label }) => label)).toEqual(['simulator', 'float', 'quantized']);
    const [comparison] = comparisons ?? [];
    expect([comparison?.a, comparison?.b]).toEqual(['float', 'simulator']);
    expect(comparison?.agreement).toBeGreaterThan(0);
    expect(comparison?.agreement).toBe(explanation?.agreement);
    expect(comparison?.first?.cause).toEqual(expect.any(String));
    expect(comparison?.layers.filter(({ first }) => first !== null && first.cause === undefined)).toEqual([]);
  });

  it('sets the quantized network between the two, of which it tells what integers of weights do, and what those of states', () => {
    const { runs, comparisons, explanation } = studyRun(run);
    const [whole, before, behind] = comparisons ?? [];
    const rung = explanation?.rungs.find(({ approximation }) => approximation === 'weightRounding');
    expect([before?.agreement, before?.output.agreement]).toEqual([rung?.agreement, rung?.outputAgreement]);
    expect(runs.at(-1)?.layers.map(({ signals }) => Object.keys(signals))).toEqual([
      ['spikes'],
      ['spikes'],
      ['spikes'],
    ]);
    const spikes = (one: typeof whole, which: 'spikesA' | 'spikesB') => one?.layers.map((layer) => layer[which]);
    // What is a step behind loses its last timestep where it is compared.
    expect(spikes(before, 'spikesA')?.[0]).toEqual(spikes(whole, 'spikesA')?.[0]);
    expect(spikes(before, 'spikesB')?.[0]).toEqual(spikes(behind, 'spikesA')?.[0]);
    expect(spikes(behind, 'spikesB')?.[0]).toEqual(spikes(whole, 'spikesB')?.[0]);
    const causes = (one: typeof whole) => one?.layers.flatMap(({ first }) => first?.cause ?? []) ?? [];
    expect(causes(behind).length).toBeGreaterThan(0);
    expect(causes(behind).filter((cause) => cause !== 'truncation' && cause !== 'saturation')).toEqual([]);
    expect(causes(before).filter((cause) => cause === 'truncation' || cause === 'saturation')).toEqual([]);
  });

  it('takes the float network as it ran before', () => {
    const float = floatRun(network, input, run.artifacts!.spec!);
    const { runs, comparisons } = studyRun({ ...run, network: undefined, float });
    expect({ runs, comparisons }).toEqual({ runs: studyRun(run).runs, comparisons: studyRun(run).comparisons });
  });

  it('sets a board beside its simulator', async () => {
    const { runs, comparisons } = studyRun(await ranOn('emulated'));
    expect(runs.map(({ label }) => label)).toEqual(['emulated', 'simulator', 'float', 'quantized']);
    expect(comparisons?.map(({ a, b, agreement, first }) => [a, b, agreement === 1, first === null])).toEqual([
      ['float', 'emulated', false, false],
      ['float', 'quantized', false, false],
      ['quantized', 'simulator', false, false],
      ['simulator', 'emulated', true, true],
    ]);
  });

  it('calls the device the cause where a board is not what its simulator is', async () => {
    const board = await ranOn('emulated');
    const { spikesHidden, ...others } = board.evolution!.signals;
    const flipped = {
      ...spikesHidden!,
      data: spikesHidden!.data.map((spikes, i) => (i === 500 ? spikes + 1 : spikes)),
    };
    const evolution = { ...board.evolution!, signals: { ...others, spikesHidden: flipped } };
    const { comparisons, issues } = studyRun({ ...board, evolution });
    expect(comparisons?.at(-1)?.first).toMatchObject({ signal: 'spikes', id: 500 % 21, cause: 'device' });
    const causes = comparisons?.at(-1)?.layers.map(({ first }) => first?.cause);
    expect(causes?.filter((cause) => cause !== undefined)).toEqual(['device']);
    const told = issues.filter(({ code }) => code === 'BOARD_DIFFERS');
    expect(told).toMatchObject([{ severity: 'warning', stage: 'compare', measured: 'spikeCap' }]);
    expect(told[0]?.message).toContain(`neuron ${500 % 21} has 32 spikes, and 31 is the most of a timestep`);
    expect(studyRun(board).issues.map(({ code }) => code)).not.toContain('BOARD_DIFFERS');
  });

  it('has resources, telemetry and lint, neuron by neuron', () => {
    const { resources, neuronTables, issues } = studyRun(run);
    expect(resources?.find(({ name }) => name === 'hidden neurons')).toMatchObject({ used: 21, limit: 1000 });
    expect(neuronTables?.map(({ title, columns }) => [title, columns[0]?.values.length])).toEqual([
      ['Telemetry of hidden neurons', 21],
      ['Telemetry of output neurons', 3],
      ['Quantization of hidden neurons', 21],
      ['Quantization of output neurons', 3],
    ]);
    const [telemetry, telemetryOut, lint] = neuronTables ?? [];
    expect([telemetry?.ids[20], telemetry?.layers?.[11], telemetry?.layers?.[12]]).toEqual([20, '1', '3']);
    expect([telemetryOut?.ids[2], telemetryOut?.layers]).toEqual([2, ['5', '5', '5']]);
    expect(lint?.layers).toEqual(telemetry?.layers);
    const [counted] = telemetry?.columns ?? [];
    const fired = counted?.values as Uint32Array;
    const spikes = run.evolution!.signals.spikesHidden!.data;
    expect(Array.from(fired)).toEqual(
      Array.from({ length: 21 }, (_, id) => spikes.filter((count, i) => i % 21 === id && count > 0).length),
    );
    expect(issues.every(({ stage }) => stage !== undefined)).toBe(true);
  });

  it('says what telemetry says', () => {
    const plain = run.artifacts!.config!;
    const config = { ...plain, threshold: plain.threshold.map(() => 32767) };
    const { issues } = studyRun({ limits, input, artifacts: { config } });
    expect(issues.filter(({ stage }) => stage === 'telemetry').map(({ code }) => code)).toContain('NEURON_SILENT');
  });

  it('is wired as before quantization, which may have rounded all weights between two layers away', () => {
    const { evolution, artifacts } = run;
    const { quantized } = artifacts!;
    const weightsRec = { ...quantized!.weightsRec, data: quantized!.weightsRec.data.map(() => 0) };
    const { runs, issues } = studyRun({
      evolution,
      artifacts: { spec: artifacts!.spec!, quantized: { ...quantized!, weightsRec } },
    });
    expect(runs[0]?.layers.map(({ delay }) => delay)).toEqual([0, 1, 2]);
    expect(issues.map(({ code }) => code)).not.toContain('LAYER_UNREACHED');
    expect(studyRun({ evolution, artifacts: { quantized: { ...quantized!, weightsRec } } }).issues).toContainEqual(
      expect.objectContaining({ code: 'LAYER_UNREACHED' }),
    );
  });

  it('makes the best of what there is', () => {
    const { title, evolution, artifacts: { config } = {} } = run;
    const alone = studyRun({ title, limits, evolution });
    expect(
      alone.runs[0]?.layers.map(({ role, ids, signals }) => [role, ids.length, Object.keys(signals).length]),
    ).toEqual([
      ['hidden', 21, 4],
      ['output', 3, 3],
    ]);
    expect([alone.comparisons, alone.explanation, alone.neuronTables]).toEqual([[], undefined, []]);
    const configured = studyRun({ title, limits, evolution, artifacts: { config }, input });
    expect(configured.runs[0]?.layers).toHaveLength(3);
    expect(configured.neuronTables).toHaveLength(2);
    const own = studyRun({ ...run, simulates: false });
    expect([own.explanation, own.neuronTables?.length]).toEqual([undefined, 2]);
    expect(own.comparisons).toHaveLength(1);
    for (const model of [alone, configured, own]) expect(renderReport(model)).toContain('toy');
  });

  it('leaves out what refuses, and says why', () => {
    const narrow = new Sequential([weights(5, 7), lif(7), weights(7, 1), lif(1)]);
    const { runs, comparisons, issues } = studyRun({ ...run, network: narrow });
    expect([runs.length, comparisons]).toEqual([1, []]);
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'FLOAT_RUN_FAILED', severity: 'warning', stage: 'compare' }),
    );
    const { spec, ...artifacts } = run.artifacts ?? {};
    const other = { ...spec!, bias: spec!.bias.map(() => Number.NaN) };
    const unexplained = studyRun({ ...run, artifacts: { ...artifacts, spec: other } });
    expect([unexplained.explanation, unexplained.comparisons?.length]).toEqual([undefined, 1]);
    expect(unexplained.issues.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['LADDER_REFUSED', 'NOT_FINITE']),
    );
  });

  it('shows what there is of a run that did not come to an end', () => {
    const { artifacts: { graph, spec } = {}, limits } = run;
    const { runs, resources, network, title } = studyRun({ limits, artifacts: { graph, spec } });
    expect([runs, resources?.length, network, title]).toEqual([[], 9, graph, 'A run on syns61201']);
  });

  it('is given up when it is aborted', () => {
    expect(() => studyRun(run, { signal: AbortSignal.abort() })).toThrow(expect.objectContaining({ code: 'ABORTED' }));
  });
});
