import { type DeviceConfig, type Raster, specSizes, type UpdateRule } from '@xylopipe/core';

const sat = (x: number): number => Math.max(-32768, Math.min(32767, x));
const wrap = (x: number): number => Number(BigInt.asIntN(16, BigInt(x)));
const leakOf = (x: number, dash: number): number => Math.max(Math.floor(x / 2 ** dash), x > 0 ? 1 : -32768);

/**
 * The chip once more, for networks without aliases, as naive as can be: whole matrices, nested lists, one spike after
 * the other, floor divisions instead of shifts. Shares no code with the simulator.
 * @returns per timestep hidden and output spikes, membranes and synapses.
 */
export function model(config: DeviceConfig, rule: UpdateRule, input: Raster): readonly number[][][] {
  const { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses: S } = specSizes(config);
  const { weightsIn, weightsRec, weightsOut } = config;
  const isyn = Array.from({ length: hidden }, () => new Array<number>(S).fill(0));
  const isynOut = Array.from({ length: outputs }, () => [0]);
  const vmem = new Array<number>(hidden).fill(0);
  const vmemOut = new Array<number>(outputs).fill(0);
  let spikes = new Array<number>(hidden).fill(0);

  const add = (state: number[], s: number, weight: number, shift: number): void => {
    state[s] = sat(state[s] + wrap(weight * 2 ** shift));
  };
  const move = (v: number, dash: number, state: number[], dashes: number[], bias: number): number => {
    state.forEach((i, s) => {
      state[s] = i - leakOf(i, dashes[s]);
    });
    const current = state.reduce((sum, i) => sum + i, 0);
    if (rule === 'v1') return sat(v - leakOf(v, dash) + current);
    return sat(v + sat(sat(wrap(-leakOf(v, dash)) + current) + bias));
  };
  const fireAt = (v: number[], id: number, threshold: number, most: number): number => {
    let n = 0;
    for (; v[id] >= threshold && n < most; n++) v[id] = wrap(v[id] - threshold);
    return n;
  };

  return Array.from({ length: input.steps }, (_, t) => {
    for (let i = 0; i < inputs; i++)
      for (let n = 0; n < Math.min(input.at(t, i), 15); n++)
        for (let j = 0; j < inputExpansion; j++)
          for (let s = 0; s < S; s++)
            add(isyn[j], s, weightsIn.data[(i * inputExpansion + j) * S + s], config.weightShiftIn);
    spikes.forEach((count, i) => {
      for (let n = 0; n < count; n++) {
        for (let j = 0; j < hidden; j++)
          for (let s = 0; s < S; s++) add(isyn[j], s, weightsRec.data[(i * hidden + j) * S + s], config.weightShiftRec);
        const row = i - (hidden - outputExpansion);
        if (row < 0) continue;
        for (let j = 0; j < outputs; j++) add(isynOut[j], 0, weightsOut.data[row * outputs + j], config.weightShiftOut);
      }
    });
    spikes = vmem.map((v, id) => {
      const dashes = [config.dashSyn[id], config.dashSyn2[id]];
      vmem[id] = move(v, config.dashMem[id], isyn[id], dashes, config.bias[id]);
      return fireAt(vmem, id, config.threshold[id], 31);
    });
    const spikesOut = vmemOut.map((v, id) => {
      const dashes = [config.dashSynOut[id]];
      vmemOut[id] = move(v, config.dashMemOut[id], isynOut[id], dashes, config.biasOut[id]);
      return fireAt(vmemOut, id, config.thresholdOut[id], 1);
    });
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
}
