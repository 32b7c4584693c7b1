import { type DeviceConfig, type Raster, specSizes, type UpdateRule } from '@xylopipe/core';
import type { Telemetry } from '../src/telemetry/telemetry.js';

const fits = (x: number): boolean => x >= -32768 && x <= 32767;
const sat = (x: number): number => Math.max(-32768, Math.min(32767, x));
const wrap = (x: number): number => Number(BigInt.asIntN(16, BigInt(x)));
const leakOf = (x: number, dash: number): number => Math.max(Math.floor(x / 2 ** dash), x > 0 ? 1 : -32768);

/** What a model of the chip comes to. */
export interface ModelRun {
  /** Per timestep hidden and output spikes, membranes and synapses. */
  readonly states: readonly number[][][];
  readonly telemetry: { readonly [K in keyof Telemetry]: Telemetry[K] extends number ? number : readonly number[] };
}

/** Sets of what happened to whom in a timestep, counted when it ends. */
class Tally {
  readonly #seen = new Set<number>();
  readonly counts: number[];

  constructor(length: number) {
    this.counts = new Array<number>(length).fill(0);
  }

  see(id: number): void {
    this.#seen.add(id);
  }

  endStep(): void {
    for (const id of this.#seen) this.counts[id]++;
    this.#seen.clear();
  }
}

/**
 * The chip once more, as naive as can be: whole matrices, nested lists, one spike after the other, floor divisions instead
 * of shifts. Shares no code with the simulator.
 */
export function model(config: DeviceConfig, rule: UpdateRule, input: Raster): ModelRun {
  const { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses: S } = specSizes(config);
  const { weightsIn, weightsRec, weightsOut } = config;
  const isyn = Array.from({ length: hidden }, () => new Array<number>(S).fill(0));
  const isynOut = Array.from({ length: outputs }, () => [0]);
  const vmem = new Array<number>(hidden).fill(0);
  const vmemOut = new Array<number>(outputs).fill(0);
  let spikes = new Array<number>(hidden).fill(0);

  const inputCut = new Array<number>(inputs).fill(0);
  const tallies = {
    isynSaturated: new Tally(S * hidden),
    vmemSaturated: new Tally(hidden),
    spikesCut: new Tally(hidden),
    fired: new Tally(hidden),
    isynOutSaturated: new Tally(outputs),
    vmemOutSaturated: new Tally(outputs),
    firedOut: new Tally(outputs),
  };
  /** An addition in 16 bits, seen by `tally` if it does not fit. */
  const plus = (a: number, b: number, tally: Tally, id: number): number => {
    if (!fits(a + b)) tally.see(id);
    return sat(a + b);
  };

  const addHidden = (j: number, s: number, weight: number, shift: number): void => {
    isyn[j][s] = plus(isyn[j][s], wrap(weight * 2 ** shift), tallies.isynSaturated, s * hidden + j);
  };
  const move = (v: number, dash: number, state: number[], dashes: number[], bias: number, tally: Tally, id: number) => {
    state.forEach((i, s) => {
      state[s] = i - leakOf(i, dashes[s]);
    });
    const current = state.reduce((sum, i) => sum + i, 0);
    if (rule === 'v1') return plus(v, current - leakOf(v, dash), tally, id);
    const charged = plus(wrap(-leakOf(v, dash)), current, tally, id);
    return plus(v, plus(charged, bias, tally, id), tally, id);
  };
  const fireAt = (v: number[], id: number, threshold: number, already: number, most: number): number => {
    let n = already;
    for (; v[id] >= threshold && n < most; n++) v[id] = wrap(v[id] - threshold);
    return n;
  };

  const states = Array.from({ length: input.steps }, (_, t) => {
    for (let i = 0; i < inputs; i++) {
      inputCut[i] += input.at(t, i) - Math.min(input.at(t, i), 15);
      for (let n = 0; n < Math.min(input.at(t, i), 15); n++)
        for (let j = 0; j < inputExpansion; j++)
          for (let s = 0; s < S; s++)
            addHidden(j, s, weightsIn.data[(i * inputExpansion + j) * S + s], config.weightShiftIn);
    }
    spikes.forEach((count, i) => {
      for (let n = 0; n < count; n++) {
        for (let j = 0; j < hidden; j++)
          for (let s = 0; s < S; s++) addHidden(j, s, weightsRec.data[(i * hidden + j) * S + s], config.weightShiftRec);
        const row = i - (hidden - outputExpansion);
        if (row < 0) continue;
        for (let j = 0; j < outputs; j++) {
          const amount = wrap(weightsOut.data[row * outputs + j] * 2 ** config.weightShiftOut);
          isynOut[j][0] = plus(isynOut[j][0], amount, tallies.isynOutSaturated, j);
        }
      }
    });
    spikes = new Array<number>(hidden).fill(0);
    for (let id = 0; id < hidden; id++) {
      const dashes = [config.dashSyn[id], config.dashSyn2[id]];
      vmem[id] = move(vmem[id], config.dashMem[id], isyn[id], dashes, config.bias[id], tallies.vmemSaturated, id);
      const emitted = fireAt(vmem, id, config.threshold[id], spikes[id], 31);
      if (emitted === 31 && vmem[id] >= config.threshold[id]) tallies.spikesCut.see(id);
      spikes[id] = emitted;
      for (const target of config.aliases[id]) {
        spikes[target] += emitted;
        if (spikes[target] > 31) tallies.spikesCut.see(target);
        spikes[target] = Math.min(spikes[target], 31);
      }
    }
    const spikesOut = vmemOut.map((v, id) => {
      const dashes = [config.dashSynOut[id]];
      const { dashMemOut, biasOut, thresholdOut } = config;
      vmemOut[id] = move(v, dashMemOut[id], isynOut[id], dashes, biasOut[id], tallies.vmemOutSaturated, id);
      return fireAt(vmemOut, id, thresholdOut[id], 0, 1);
    });
    spikes.forEach((n, id) => {
      if (n > 0) tallies.fired.see(id);
    });
    spikesOut.forEach((n, id) => {
      if (n > 0) tallies.firedOut.see(id);
    });
    for (const tally of Object.values(tallies)) tally.endStep();
    return [
      spikes,
      spikesOut,
      [...vmem],
      [...vmemOut],
      isyn.map((i) => i[0]),
      isyn.map((i) => i[1] ?? 0),
      isynOut.flat(),
    ];
  });
  const counts = {
    isynSaturated: tallies.isynSaturated.counts,
    vmemSaturated: tallies.vmemSaturated.counts,
    spikesCut: tallies.spikesCut.counts,
    fired: tallies.fired.counts,
    isynOutSaturated: tallies.isynOutSaturated.counts,
    vmemOutSaturated: tallies.vmemOutSaturated.counts,
    firedOut: tallies.firedOut.counts,
  };
  return { states, telemetry: { steps: input.steps, inputCut, ...counts } };
}
