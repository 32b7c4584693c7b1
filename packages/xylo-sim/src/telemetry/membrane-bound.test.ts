import { Raster, specSizes, type UpdateRule } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomInput, randomNetwork } from '../../test/random-network.js';
import { configOf, type Sketch } from '../../test/sketch.js';
import { XyloSimulator } from '../simulator.js';
import { membraneBounds } from './membrane-bound.js';

const boundOf = (sketch: Sketch, rule: UpdateRule = 'v2'): number => membraneBounds(configOf(sketch), rule).hidden[0];

describe('membraneBounds', () => {
  it('is rest where nothing drives a neuron', () => {
    expect(boundOf({ weightsIn: [[0]] })).toBe(0);
    expect(boundOf({ weightsIn: [[-5]], bias: -3 })).toBe(0);
  });

  it('is where the leak takes what the bias gives', () => {
    expect(boundOf({ weightsIn: [[0]], bias: 10, dashMem: 0 })).toBe(10);
    expect(boundOf({ weightsIn: [[0]], bias: 10, dashMem: 3 })).toBe(80);
    expect(boundOf({ weightsIn: [[0]], bias: 1, dashMem: 15 })).toBe(1);
    expect(boundOf({ weightsIn: [[0]], bias: 10, dashMem: 12 })).toBe(32767);
  });

  it('counts 15 spikes of each input that excites, and lets the synapse rise until its leak takes them', () => {
    const drive = { weightsIn: [[2], [-100], [1]], dashMem: 0 };
    expect(boundOf({ ...drive, dashSyn: 0 })).toBe(0);
    expect(boundOf({ ...drive, dashSyn: 1 })).toBe(45);
    expect(boundOf({ ...drive, dashSyn: 3 })).toBe(45 * 8 - 45);
  });

  it('counts 31 spikes of each neuron, and the second synapse where it is on', () => {
    const both = {
      weightsIn: [
        [
          [0, 0],
          [0, 0],
        ],
      ],
      weightsRec: [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [3, 5],
          [0, 0],
        ],
      ],
      dashMem: 0,
    };
    expect(boundOf({ ...both, dashSyn: 1, dashSyn2: 1 })).toBe(93 + 155);
    const off = { ...configOf({ ...both, dashSyn: 1, dashSyn2: 1 }), synapse2Enable: false };
    expect(membraneBounds(off, 'v2').hidden[0]).toBe(93);
  });

  it('is reached by an input that never ends', () => {
    const config = configOf({ weightsIn: [[2], [-100], [1]], dashMem: 2, dashSyn: 3, threshold: 32767 });
    const full = Raster.fromValues(
      200,
      3,
      Array.from({ length: 600 }, (_, i) => (i % 3 === 1 ? 0 : 15)),
    );
    const { signals } = XyloSimulator.from(config).evolve(full, { record: ['vmem'] });
    expect(Math.max(...(signals.vmem?.data ?? []))).toBe(membraneBounds(config, 'v2').hidden[0]);
  });

  it('knows that a synapse ends at 16 bits', () => {
    const strong = { weightsIn: [[127]], weightShiftIn: 7, dashMem: 0 };
    expect(boundOf({ ...strong, dashSyn: 1 })).toBe(16384);
    expect(boundOf({ ...strong, dashSyn: 2 })).toBe(24576);
  });

  it('knows that an increment under v2 ends at 16 bits, before the bias', () => {
    const strong = { weightsIn: [[[127, 127]]], weightShiftIn: 7, dashSyn: 15, dashSyn2: 15, dashMem: 3 };
    expect(boundOf(strong)).toBe(32767);
    expect(boundOf({ ...strong, bias: -32766 })).toBe(32767);
    expect(boundOf({ ...strong, bias: -32767 })).toBe(0);
    expect(boundOf(strong, 'v1')).toBe(32767);
  });

  it('is of outputs what hidden neurons send them', () => {
    const config = configOf({ weightsIn: [[1, 1]], weightsOut: [[7], [-1]], dashMemOut: 0, dashSynOut: 1 });
    expect([...membraneBounds(config, 'v2').outputs]).toEqual([7 * 31]);
  });

  it.each(['v1', 'v2'] as const)(
    'is never passed on the way to a first spike, nor is a threshold above it reached (%s)',
    (rule) => {
      let unreachable = 0;
      const seeds = fc.record({ network: fc.nat(), input: fc.nat(), busy: fc.boolean() });
      fc.assert(
        fc.property(seeds, ({ network, input, busy }) => {
          const config = randomNetwork(network, rule);
          const bounds = membraneBounds(config, rule);
          const { inputs } = specSizes(config);
          const full = new Raster(30, inputs, new Uint8Array(30 * inputs).fill(15));
          const raster = busy ? full : randomInput(config, input, 30);
          const simulator = XyloSimulator.from(config, { updateRule: rule, core: 'reference' });
          const { signals } = simulator.evolve(raster, { record: ['vmem', 'vmemOut'] });
          const kinds = [
            [signals.vmem!, config.threshold, bounds.hidden],
            [signals.vmemOut!, config.thresholdOut, bounds.outputs],
          ] as const;
          for (const [{ data }, thresholds, bound] of kinds) {
            thresholds.forEach((threshold, id) => {
              if (threshold <= bound[id]) return;
              unreachable++;
              for (let i = id; i < data.length; i += thresholds.length) {
                expect(data[i]).toBeLessThanOrEqual(bound[id]);
              }
            });
          }
        }),
        { numRuns: 100 },
      );
      expect(unreachable).toBeGreaterThan(0);
    },
  );
});
