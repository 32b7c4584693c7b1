import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from './agreement.js';
import { readRecorded, recordedFolder } from './recorded.js';

let vectors = '';
beforeEach(() => {
  vectors = mkdtempSync(join(tmpdir(), 'vectors-'));
});
afterEach(() => rmSync(vectors, { recursive: true }));

/** One neuron that fires once: a current of 10 decays to 5, which is its threshold. */
const oneSpike = {
  name: 'one_spike',
  core: 'v2',
  device: 'syns61201',
  spec: {
    weights_in: [[[10]]],
    weights_rec: [[[0]]],
    weights_out: [[0]],
    threshold: [5],
    threshold_out: [1],
    dash_mem: [1],
    dash_mem_out: [1],
    dash_syn: [1],
    dash_syn_2: [0],
    dash_syn_out: [1],
    bias: [0],
    bias_out: [0],
    has_bias: false,
    aliases: [[]],
    weight_shift_in: 0,
    weight_shift_rec: 0,
    weight_shift_out: 0,
    dt: 0.001,
  },
  input: [[1]],
  // Of the words 01 00 and 00 00.
  expected: {
    sha256_spikes_hidden: '47dc540c94ceb704a23875c11273e16bb0b8a87aed84de911f2133568115f254',
    sha256_spikes_out: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    sha256_vmem: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  },
};

function write(expected: object): string {
  const folder = join(vectors, 'bench');
  mkdirSync(folder);
  writeFileSync(join(folder, 'one.json.gz'), gzipSync(JSON.stringify({ ...oneSpike, expected })));
  return folder;
}

describe('recorded networks', () => {
  it('are read, and found to be as recorded', () => {
    const [workload, ...others] = readRecorded(write(oneSpike.expected));
    expect(others).toEqual([]);
    expect(workload).toMatchObject({ id: 'one_spike', updateRule: 'v2', start: undefined });
    expect(examine(workload!).faults).toEqual([]);
  });

  it('are found not to be as recorded', () => {
    const [workload] = readRecorded(write({ ...oneSpike.expected, sha256_spikes_hidden: 'other' }));
    expect(examine(workload!).faults).toEqual([
      'one_spike: spikesHidden of the reference core is not as recorded',
      'one_spike: spikesHidden of the fast core is not as recorded',
    ]);
  });

  it('must be where they are said to be', () => {
    const folder = write(oneSpike.expected);
    expect(recordedFolder(vectors)).toBe(folder);
    expect(() => recordedFolder(join(vectors, 'nowhere'))).toThrow('XYLOPIPE_VECTORS names');
  });
});
