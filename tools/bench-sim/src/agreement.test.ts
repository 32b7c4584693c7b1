import { afterEach, describe, expect, it, vi } from 'vitest';
import { inputSpikes, networkOfActivity } from './activity.js';
import { examine, sameWords } from './agreement.js';
import { Lane, race } from './lane.js';
import { generateNetwork } from './network.js';
import { measureSpeeds } from './speeds.js';
import { openOn, type Workload } from './workload.js';

afterEach(() => vi.unstubAllGlobals());

const inputs = [inputSpikes(50, 11), inputSpikes(50, 13)];
const config = networkOfActivity(
  generateNetwork({ hidden: 20, density: 0.5, strength: 32, seed: 3 }),
  0.1,
  inputSpikes(50, 11),
);
const workload: Workload = { id: 'W', what: 'small', config, updateRule: 'v2', inputs, start: undefined };

describe('examining a workload', () => {
  it('finds no fault where the cores agree, and tells the activity', () => {
    const { faults, outputs, activity, simulators } = examine(workload);
    expect(faults).toEqual([]);
    expect(outputs.map((output) => output.length)).toEqual([400, 400]);
    expect(activity.spikes).toBeGreaterThan(0);
    expect([simulators.reference.core, simulators.fast?.core]).toEqual(['reference', 'fast']);
  });

  it('names what is not as recorded, for each core', () => {
    const sha256 = { spikesHidden: 'x', spikesOut: 'x', vmem: 'x' };
    const { faults } = examine({ ...workload, inputs: inputs.slice(0, 1), sha256 } as Workload);
    expect(faults).toHaveLength(6);
    expect(faults).toContain('W: vmem of the fast core is not as recorded');
  });

  it('does with the reference core where there is no other', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(openOn('fast', workload)).toBeUndefined();
    const examined = examine(workload);
    expect(Object.keys(examined.simulators)).toEqual(['reference']);
    expect(examined.faults).toEqual([]);
  });
});

describe('timing', () => {
  const effort = { rounds: 2, roundMs: 0.1 };

  it('gives a rate and finds no fault where the outputs are those that were examined', () => {
    const examined = examine(workload);
    const lane = new Lane(examined, examined.simulators.reference, { record: true });
    race([lane], effort);
    expect(lane.rate).toBeGreaterThan(0);
    expect(lane.faults).toEqual([]);
  });

  it('counts the calls that give other outputs', () => {
    const examined = examine(workload);
    const outputs = examined.outputs.map((output) => output.map((spikes) => 1 - spikes));
    const lane = new Lane({ ...examined, outputs }, examined.simulators.reference);
    lane.run(0.1, true);
    expect(lane.faults).toEqual([expect.stringMatching(/^W: (\d+) of \1 timed calls of the reference core/)]);
  });

  it('has a speed for each core and way', () => {
    const ways = ['plain', 'recorded', 'fresh', 'watched'] as const;
    const [measured] = measureSpeeds([{ examined: examine(workload), ways }], effort);
    expect(measured?.faults).toEqual([]);
    const speed = { reference: expect.any(Number), fast: expect.any(Number) };
    expect(measured?.speeds).toEqual({ plain: speed, best: speed, recorded: speed, fresh: speed, watched: speed });
  });
});

it('words are the same only in number and value', () => {
  expect(sameWords(Int16Array.of(1, 2), Int16Array.of(1, 2))).toBe(true);
  expect(sameWords(Int16Array.of(1, 2), Int16Array.of(1, 3))).toBe(false);
  expect(sameWords(Int16Array.of(1, 2), Int16Array.of(1))).toBe(false);
});
