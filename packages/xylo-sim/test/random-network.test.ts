import { SIGNAL_NAMES, specSizes } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { XyloSimulator } from '../src/index.js';
import { randomInput, randomNetwork, randomState } from './random-network.js';

const SEEDS = Array.from({ length: 300 }, (_, i) => i * 7919);

describe('random networks', () => {
  it('are the same for the same seed, with input and state', () => {
    const network = randomNetwork(7, 'v2');
    expect(randomNetwork(7, 'v2')).toEqual(network);
    expect(randomNetwork(8, 'v2')).not.toEqual(network);
    expect(randomInput(network, 3, 20)).toEqual(randomInput(network, 3, 20));
    expect(randomState(network, 3)).toEqual(randomState(network, 3));
  });

  it('come in all kinds', () => {
    const networks = SEEDS.map((seed) => randomNetwork(seed, 'v2'));
    const some = (what: (network: (typeof networks)[number]) => boolean): number => networks.filter(what).length;
    const kinds = {
      oneSynapse: some((n) => specSizes(n).synapses === 1),
      twoSynapses: some((n) => n.synapse2Enable),
      partialInput: some((n) => specSizes(n).inputExpansion < specSizes(n).hidden),
      partialOutput: some((n) => specSizes(n).outputExpansion < specSizes(n).hidden),
      noInput: some((n) => specSizes(n).inputs === 0),
      noOutput: some((n) => specSizes(n).outputs === 0),
      wholeBlocks: some((n) => specSizes(n).hidden % 8 === 0),
      brokenBlocks: some((n) => specSizes(n).hidden % 8 !== 0),
      aliases: some((n) => n.aliasEnable),
      ownAlias: some((n) => n.aliases.some((targets, id) => targets.includes(id))),
      severalAliases: some((n) => n.aliases.some((targets) => targets.length > 1)),
      biases: some((n) => n.biasEnable),
      thresholdsFrom0Down: some((n) => n.threshold.some((threshold) => threshold <= 0)),
      dash0: some((n) => n.dashMem.includes(0)),
      dash15: some((n) => n.dashMem.includes(15)),
      largeShift: some((n) => n.weightShiftRec > 8),
      switchedOff: some((n) => !n.biasEnable && n.bias.some((bias) => bias !== 0)),
    };
    for (const [kind, count] of Object.entries(kinds)) expect(count, kind).toBeGreaterThan(3);
  });

  it('are quiet and busy', () => {
    const shares = SEEDS.slice(0, 100).map((seed) => {
      const network = randomNetwork(seed, 'v2');
      const { signals } = XyloSimulator.from(network).evolve(randomInput(network, seed, 40), {
        record: SIGNAL_NAMES,
      });
      const spikes = signals.spikesHidden?.data ?? new Int16Array();
      return spikes.reduce((n, count) => n + (count > 0 ? 1 : 0), 0) / spikes.length;
    });
    expect(shares.filter((share) => share === 0).length).toBeGreaterThan(3);
    expect(shares.filter((share) => share > 0 && share < 0.2).length).toBeGreaterThan(10);
    expect(shares.filter((share) => share > 0.2).length).toBeGreaterThan(10);
  });

  it('have no biases under v1', () => {
    expect(SEEDS.every((seed) => !randomNetwork(seed, 'v1').biasEnable)).toBe(true);
  });
});
