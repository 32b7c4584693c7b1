import { Raster, type UpdateRule } from '@xylopipe/core';
import type { RecordedSignal, Recording } from '@xylopipe/core/session';
import { describe, expect, it } from 'vitest';
import { expectSameOnBothCores } from '../../test/both-cores.js';
import { randomInput, randomNetwork, randomState } from '../../test/random-network.js';
import { configOf } from '../../test/sketch.js';
import { FastCore } from './fast-core.js';

const NETWORKS = 2000;

/** Another set of networks on every run; XYLOPIPE_SEED repeats one. */
const seed = Number(process.env.XYLOPIPE_SEED ?? Date.now() % 2 ** 31);

describe('FastCore', () => {
  it(`equals the reference core in every state on ${NETWORKS} random networks`, () => {
    console.log(`random networks from XYLOPIPE_SEED=${seed}`);
    const seen = { hibernation: 0, spikesOut: 0, isynSaturated: 0, vmemSaturated: 0, spikesCut: 0 };
    for (let i = 0; i < NETWORKS; i++) {
      const own = seed + i;
      try {
        const updateRule: UpdateRule = own % 3 === 0 ? 'v1' : 'v2';
        const config = randomNetwork(own, updateRule);
        const steps = 5 + (own % 40);
        const { recording, telemetry } = expectSameOnBothCores({
          config,
          updateRule,
          input: randomInput(config, own, steps),
          state: own % 2 === 0 ? randomState(config, own) : undefined,
          cuts: [1, 1, steps - 2],
          telemetry: own % 4 < 2,
        });
        if (recording.hibernation?.includes(1)) seen.hibernation++;
        if (recording.signals.spikesOut?.rows.some((n) => n > 0)) seen.spikesOut++;
        for (const name of ['isynSaturated', 'vmemSaturated', 'spikesCut'] as const) {
          if (telemetry?.[name].some((n) => n > 0)) seen[name]++;
        }
      } catch (error) {
        throw new Error(`network ${own} differs; repeat with XYLOPIPE_SEED=${own}`, { cause: error });
      }
    }
    for (const [what, networks] of Object.entries(seen)) expect(networks, what).toBeGreaterThan(NETWORKS / 100);
  }, 120_000);

  it('equals it over several windows of a recording', () => {
    const config = randomNetwork(4, 'v2');
    expectSameOnBothCores({ config, updateRule: 'v2', input: randomInput(config, 4, 3000), cuts: [701] });
  });

  it('records chosen neurons, in their order', () => {
    const config = randomNetwork(9, 'v2');
    const input = randomInput(config, 9, 2000);
    const all = expectSameOnBothCores({ config, updateRule: 'v2', input }).recording;
    const neurons = Uint32Array.of(config.threshold.length - 1, 0);
    const chosen: Recording = {
      signals: { vmem: { rows: new Int16Array(2 * input.steps), neurons } },
      hibernation: null,
    };
    new FastCore(config, { updateRule: 'v2', telemetry: false }).evolve(input, 0, input.steps, chosen);
    const { rows } = all.signals.vmem as RecordedSignal;
    const column = (id: number): number[] =>
      Array.from({ length: input.steps }, (_, t) => rows[t * config.threshold.length + id]);
    const picked = chosen.signals.vmem?.rows ?? [];
    expect(picked.filter((_, i) => i % 2 === 0)).toEqual(Int16Array.from(column(neurons[0])));
    expect(picked.filter((_, i) => i % 2 === 1)).toEqual(Int16Array.from(column(neurons[1])));
  });

  it('evolves networks without connections and outputs', () => {
    const nothing = configOf({ weightsIn: [[0, 0, 0]], bias: [1, 0, 40] });
    expectSameOnBothCores({ config: nothing, updateRule: 'v2', input: Raster.zeros(50, 1) });
  });

  it('writes zeros for a second synapse that is not there', () => {
    const config = configOf({ weightsIn: [[90, 10]] });
    const recording = { signals: { isyn2: { rows: Int16Array.of(7, 7), neurons: null } }, hibernation: null };
    new FastCore(config, { updateRule: 'v2', telemetry: false }).evolve(Raster.zeros(1, 1), 0, 1, recording);
    expect([...recording.signals.isyn2.rows]).toEqual([0, 0]);
  });
});
