import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConformance } from './run.js';

let vectors = '';
beforeEach(() => {
  vectors = mkdtempSync(join(tmpdir(), 'vectors-'));
});
afterEach(() => {
  rmSync(vectors, { recursive: true });
});

function write(folder: string, file: string, content: unknown): void {
  mkdirSync(join(vectors, folder), { recursive: true });
  const bytes = content instanceof Uint8Array ? content : gzipSync(JSON.stringify(content));
  writeFileSync(join(vectors, folder, file), bytes);
}

function run(): { passed: boolean; lines: string[] } {
  const lines: string[] = [];
  return { passed: runConformance(vectors, (line) => lines.push(line)), lines };
}

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
    aliases: [[]],
    weight_shift_in: 0,
    weight_shift_rec: 0,
    weight_shift_out: 0,
    dt: 0.001,
  },
  input: [[1]],
  expected: {
    spikes_out: [[0]],
    vmem_out: [[0]],
    isyn_out: [[0]],
    vmem: [[0]],
    isyn: [[5]],
    isyn2: [[0]],
    spikes_hidden: [[1]],
    hibernation: [],
  },
};

describe('conformance', () => {
  it('passes what is as recorded', () => {
    write('sim', 'one.json.gz', oneSpike);
    const { passed, lines } = run();
    expect(passed).toBe(true);
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
  });

  it.each(Object.keys(oneSpike.expected))('fails if %s is recorded otherwise', (signal) => {
    write('sim', 'one.json.gz', {
      ...oneSpike,
      expected: { ...oneSpike.expected, [signal]: signal === 'hibernation' ? [0] : [[7]] },
    });
    const { passed, lines } = run();
    expect(passed).toBe(false);
    expect(lines[0]).toContain(`FAILED sim/one.json.gz: 1 of 1; first one_spike: segment 0: ${signal}`);
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
  });

  it('fails on a file that cannot be read, and goes on', () => {
    write('sim', 'a-cut.json.gz', gzipSync(JSON.stringify(oneSpike)).subarray(0, 40));
    write('sim', 'b-one.json.gz', oneSpike);
    const { passed, lines } = run();
    expect(passed).toBe(false);
    expect(lines[0]).toContain('FAILED sim/a-cut.json.gz');
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('fails on a folder and on a format that it does not know', () => {
    write('energy', 'one.json.gz', {});
    write('digits', 'one.json.gz', { format: 'xylo-digits/unheard/1' });
    const { passed, lines } = run();
    expect(passed).toBe(false);
    expect(lines.filter((line) => line.startsWith('FAILED'))).toEqual([
      expect.stringContaining('xylo-digits/unheard/1'),
      expect.stringContaining('nobody knows how to judge a file of the folder "energy"'),
    ]);
  });

  it('counts entries of chips that have no plugin yet apart', () => {
    const specs = { 'digits-10/syns63300/global': oneSpike.spec };
    write('digits', 'specs.json.gz', { format: 'xylo-digits/specs/1', specs });
    const { passed, lines } = run();
    expect(passed).toBe(true);
    expect(lines).toContainEqual(expect.stringMatching(/^digits +1 +0 +0 +syns63300 1$/));
    expect(lines.at(-1)).toBe('0 passed, 0 failed');
  });
});
