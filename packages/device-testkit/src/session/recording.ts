import {
  evolutionFromJson,
  evolutionToJson,
  OUTPUT_SIGNALS,
  outputOf,
  type RecordChoice,
  SIGNAL_NAMES,
  type SignalName,
  type Tensor,
} from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** What comes back: the output, and what is recorded besides. */
export function describeRecording(bench: SessionBench): void {
  const { everything, inputs } = bench;
  const { capabilities, limits } = bench.contract;
  const { first, second } = inputs;

  describe('recording', () => {
    it('is of the output alone where nothing else is asked for', async () => {
      const { signals } = await (await bench.open()).evolve(first);
      expect(Object.keys(signals)).toEqual(['spikesOut']);
    });

    it.each(capabilities.outputs)('has %s for an output', async (output) => {
      const evolution = await (await bench.open()).evolve(second, { output });
      expect(evolution.output).toBe(output);
      expect(Object.keys(evolution.signals)).toEqual([OUTPUT_SIGNALS[output]]);
      expect(outputOf(evolution).data.some((x) => x !== 0)).toBe(true);
    });

    it('has exactly the declared signals for true', async () => {
      const { signals } = await (await bench.open()).evolve(first, { record: true });
      expect(Object.keys(signals).toSorted()).toEqual(withOutput(capabilities.record));
    });

    it('has each of them alone when asked for it alone, with the same values', async () => {
      const session = await bench.open();
      const all = await session.evolve(first, everything);
      for (const name of capabilities.record) {
        await session.resetState();
        const { signals } = await session.evolve(first, { record: [name] });
        expect(Object.keys(signals).toSorted()).toEqual(withOutput([name]));
        expect(signals[name]).toEqual(all.signals[name]);
      }
    });

    it('can be saved and read again', async () => {
      const evolution = await (await bench.open()).evolve(second, everything);
      expect(evolutionFromJson(JSON.parse(JSON.stringify(evolutionToJson(evolution))))).toEqual(evolution);
    });

    it('refuses signals and outputs that are not declared', async () => {
      const session = await bench.open();
      for (const name of SIGNAL_NAMES) {
        if (withOutput(capabilities.record).includes(name)) continue;
        expect(await codeOf(limits.chipId, session.evolve(first, { record: [name] })), name).toBe('RECORD_INVALID');
      }
      for (const output of ['spikes', 'vmem', 'isyn'] as const) {
        if (capabilities.outputs.includes(output)) continue;
        expect(await codeOf(limits.chipId, session.evolve(first, { output })), output).toBe('RECORD_INVALID');
      }
    });

    it.each(capabilities.record.filter((name) => name !== 'spikesOut'))(
      'of %s has the neurons that were chosen, in their order',
      async (name) => {
        const all = await bench.evolveOnNew(second, everything);
        const session = await bench.open();
        const { shape, data } = all.signals[name] as Tensor<Int16Array>;
        const [steps = 0, count = 0] = shape;
        const last = count - 1;
        for (const ids of [[last], Array.from({ length: count }, (_, i) => last - i)]) {
          await session.resetState();
          const { signals, neurons } = await session.evolve(second, { record: { [name]: ids, spikesOut: true } });
          const chosen = Array.from({ length: steps }, (_, t) => ids.map((id) => data[t * count + id] as number));
          expect(neurons).toEqual({ [name]: ids });
          expect(signals[name]).toEqual({ shape: [steps, ids.length], data: Int16Array.from(chosen.flat()) });
          expect(signals.spikesOut).toEqual(all.signals.spikesOut);
        }
      },
    );

    it.each<[string, RecordChoice]>([
      ['of no neuron', { vmem: [2] }],
      ['that come twice', { vmem: [1, 1] }],
      ['for the output, which is whole', { spikesOut: [0] }],
    ])('refuses ids %s, and the session goes on', async (_, record) => {
      const answer = await bench.evolveOnNew(first);
      const session = await bench.open();
      expect(await codeOf(limits.chipId, session.evolve(first, { record }))).toBe('RECORD_INVALID');
      expect(await session.evolve(first)).toEqual(answer);
    });
  });
}

/** Signals that come back when these are asked for: the output always does. */
const withOutput = (record: readonly SignalName[]): readonly string[] =>
  [...new Set<string>([...record, 'spikesOut'])].toSorted();
