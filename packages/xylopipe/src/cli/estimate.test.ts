import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CYCLE_TERMS } from '@xylopipe/xylo-common';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { createXylopipe } from '../xylopipe.js';

const WITH_MODEL = ['syns61201', 'syns63300', 'syns65302'];
const WITHOUT = ['syns61300', 'syns65300'];

/** A folder with the toy network configured for a chip, which is in `config.json`, and its input. */
async function configured(chipId: string): Promise<string> {
  const folder = await toyFolder();
  const map = ['--device', chipId, '--quantize', 'channel', '--until', 'configure', '--out', folder];
  expect(await xylopipe('run', join(folder, 'network.json'), ...map)).toMatchObject({ exitCode: 0 });
  return folder;
}

const estimateOf = async (folder: string, ...options: string[]) =>
  jsonOf(await xylopipe('estimate', join(folder, 'config.json'), ...options, '--json'));

describe('estimate', () => {
  it.each(WITH_MODEL)('%s: the worst case, said to be assumed', async (chipId) => {
    const folder = await configured(chipId);
    const { cycles, ...estimate } = await estimateOf(folder);
    expect(estimate).toMatchObject({
      chipId,
      dt: 0.001,
      steps: 1,
      activity: { origin: 'assumed', steps: null, input: 1, hidden: 1, output: null },
      clock: { known: true, value: { mainClockHz: { known: true, value: 50_000_000 } } },
      energy: { known: true, value: { clockHz: 6_250_000, seconds: 0.001, uncertainty: 0.1 } },
      issues: [],
    });
    // 2 * (3 * 3.5 + 1), 3 * 3, 3 * (1 + 8 * 2), 3 * (19 + 2 + 1), 2 * 12
    expect(cycles).toMatchObject({ value: { terms: { input: 23, hiddenIsyn: 9, outputIsyn: 51, hiddenSpiking: 66 } } });
    expect(cycles).toMatchObject({
      value: { cyclesPerStep: 173, layers: [{ name: 'input' }, { name: '1' }, { name: '3' }] },
    });
    const text = await xylopipe('estimate', join(folder, 'config.json'));
    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toContain('activity ASSUMED, not measured: inputs spike in 100 % of timesteps');
    expect(text.stdout).toMatch(/^total +9?[\d .]*173$/m);
    for (const term of CYCLE_TERMS) expect(text.stdout).toContain(term);
  });

  it.each(WITHOUT)('%s: no numbers but reasons', async (chipId) => {
    const folder = await configured(chipId);
    expect(await estimateOf(folder, '--input', join(folder, 'spikes.npy'))).toMatchObject({
      activity: { origin: 'recorded' },
      cycles: { known: false, reason: expect.any(String) },
      clock: { known: false, reason: expect.any(String) },
      energy: { known: false, reason: expect.any(String) },
    });
    const { exitCode, stdout } = await xylopipe('estimate', join(folder, 'config.json'));
    expect(exitCode).toBe(0);
    for (const what of ['cycles', 'clock', 'energy'])
      expect(stdout).toMatch(new RegExp(`^${what} not known: \\w`, 'm'));
  });

  it('tells of every chip that there is', () => {
    const { registry } = createXylopipe();
    expect(
      registry
        .list()
        .map(({ chipId }) => chipId)
        .sort(),
    ).toEqual([...WITH_MODEL, ...WITHOUT].sort());
  });

  it.each([...WITH_MODEL, ...WITHOUT])('%s: the activity of an input is simulated', async (chipId) => {
    const folder = await configured(chipId);
    const input = ['--input', join(folder, 'spikes.npy')];
    const argv = ['simulate', join(folder, 'config.json'), ...input, '--record', 'spikes_hidden', '--json'];
    const { evolution } = jsonOf(await xylopipe(...argv)) as {
      evolution: { signals: { spikes_hidden: { data: number[] } } };
    };
    const hidden = evolution.signals.spikes_hidden.data;
    expect(await estimateOf(folder, ...input)).toMatchObject({
      steps: 40,
      // Channels of the toy input: 20 and 26 of 40 timesteps.
      activity: {
        origin: 'recorded',
        steps: 40,
        input: 46 / 80,
        hidden: hidden.filter((n) => n > 0).length / hidden.length,
      },
    });
    const { stdout } = await xylopipe('estimate', join(folder, 'config.json'), ...input);
    expect(stdout).toContain('activity measured in 40 timesteps: inputs spike in 57.5 % of timesteps');
  });

  it('takes an assumption for the input, and one for hidden neurons', async () => {
    const folder = await configured('syns65302');
    expect(await estimateOf(folder, '--activity', '0.5')).toMatchObject({ activity: { input: 0.5, hidden: 0.5 } });
    expect(await estimateOf(folder, '--activity', '0.5,0')).toMatchObject({
      activity: { origin: 'assumed', input: 0.5, hidden: 0 },
      cycles: { value: { terms: { input: 2 * (0.5 * 3 * 3.5 + 1), hiddenIsyn: 9, outputIsyn: 0 } } },
    });
  });

  it('gives the energy of an inference', async () => {
    const folder = await configured('syns65302');
    const input = ['--input', join(folder, 'spikes.npy')];
    // 547 + 44 + 12 uW, for 40 and for 1000 timesteps of 1 ms.
    for (const [options, microjoules] of [
      [input, 24.12],
      [['--inference', '1000'], 603],
    ] as const) {
      const { energy } = await estimateOf(folder, ...options);
      const { value } = energy as { value: { microjoules: { low: number; nominal: number; high: number } } };
      expect(value.microjoules.nominal).toBeCloseTo(microjoules, 9);
      expect(value.microjoules.low).toBeCloseTo(microjoules * 0.9, 9);
      expect(value.microjoules.high).toBeCloseTo(microjoules * 1.1, 9);
    }
  });

  it('takes a quantized specification, too', async () => {
    const folder = await configured('syns61201');
    const [config, quantized] = [
      await estimateOf(folder),
      await xylopipe('estimate', join(folder, 'quantized.json'), '--json'),
    ];
    expect(jsonOf(quantized)).toEqual(config);
  });

  it('has the margin that was asked for', async () => {
    const { clock } = await estimateOf(await configured('syns63300'), '--margin', '0');
    expect(clock).toMatchObject({ value: { meanHz: 173_000, worstCaseHz: 173_000, margin: 0 } });
  });
});

describe('estimate --evolution', () => {
  /** A folder with a configuration and what it made of its input, recorded. */
  async function recorded(...options: readonly string[]): Promise<string> {
    const folder = await configured('syns61201');
    const run = ['run', join(folder, 'config.json'), '--input', join(folder, 'spikes.npy'), '--out', folder];
    expect(await xylopipe(...run, ...options)).toMatchObject({ exitCode: 0 });
    return folder;
  }
  const using = (folder: string, evolution = 'evolution.npz', of = folder) => [
    ...['--input', join(folder, 'spikes.npy')],
    ...['--evolution', join(of, evolution)],
  ];

  it('gives what simulating the input gives, from .npz and from JSON', async () => {
    const folder = await recorded('--record');
    const simulated = await estimateOf(folder, '--input', join(folder, 'spikes.npy'));
    // All was recorded here, also the spikes of the outputs, which cost nothing.
    const estimate = await estimateOf(folder, ...using(folder));
    const output = (estimate.activity as { output: number }).output;
    expect(estimate).toEqual({ ...simulated, activity: { ...(simulated.activity as object), output } });
    const argv = ['simulate', join(folder, 'config.json'), ...using(folder).slice(0, 2), '--record', 'spikes_hidden'];
    await xylopipe(...argv, '--out', join(folder, 'evolution.json'));
    expect(await estimateOf(folder, ...using(folder, 'evolution.json'))).toEqual(simulated);
  });

  it('takes the file at its word: nothing is simulated', async () => {
    const folder = await recorded('--record');
    const argv = ['simulate', join(folder, 'config.json'), ...using(folder).slice(0, 2), '--record', 'spikes_hidden'];
    await xylopipe(...argv, '--out', join(folder, 'evolution.json'));
    const evolution = JSON.parse(await readFile(join(folder, 'evolution.json'), 'utf8'));
    evolution.signals.spikes_hidden.data.fill(1);
    await writeFile(join(folder, 'evolution.json'), JSON.stringify(evolution));
    expect(await estimateOf(folder, ...using(folder, 'evolution.json'))).toMatchObject({
      activity: { origin: 'recorded', steps: 40, hidden: 1 },
    });
  });

  it('refuses one without hidden spikes', async () => {
    const folder = await recorded();
    expect(await estimateOf(folder, ...using(folder))).toMatchObject({
      error: {
        code: 'ACTIVITY_INVALID',
        issues: [{ at: ['signals', 'spikesHidden'], hint: expect.stringContaining('record') }],
      },
    });
  });

  it('refuses one of another network, another chip or another input', async () => {
    const folder = await recorded('--record');
    const other = await folderWith({ 'short.csv': 'timestep,channel,count\n3,1,1\n' });
    const input = ['--input', join(other, 'short.csv'), '--evolution', join(folder, 'evolution.npz')];
    expect(await estimateOf(folder, ...input)).toMatchObject({
      error: { code: 'ACTIVITY_INVALID', issues: [{ at: ['input'], measured: 4, limit: 40 }] },
    });
    const json = ['--record', '--out', join(folder, 'evolution.json')];
    await xylopipe('simulate', join(folder, 'config.json'), '--input', join(folder, 'spikes.npy'), ...json);
    const evolution = JSON.parse(await readFile(join(folder, 'evolution.json'), 'utf8'));
    const { signals } = evolution;
    evolution.signals = {
      spikes_out: signals.spikes_out,
      spikes_hidden: { ...signals.spikes_hidden, shape: [40, 1], data: Array(40).fill(0) },
    };
    await writeFile(join(other, 'narrow.json'), JSON.stringify(evolution));
    expect(await estimateOf(folder, ...using(folder, 'narrow.json', other))).toMatchObject({
      error: { code: 'ACTIVITY_INVALID', issues: [{ at: ['signals', 'spikesHidden'], measured: 1, limit: 3 }] },
    });
    const imu = await configured('syns63300');
    expect(await estimateOf(imu, ...using(imu, 'evolution.json', folder))).toMatchObject({
      error: { code: 'ACTIVITY_INVALID', issues: [{ at: ['chipId'], measured: 'syns61201', limit: 'syns63300' }] },
    });
  });

  it('is wrong use without the input, and with an assumed activity', async () => {
    for (const [options, message] of [
      [[], '--evolution needs --input, too'],
      [['--input', 'spikes.npy', '--activity', '1'], '--activity is for estimates without --input'],
    ] as const) {
      const spoken = await xylopipe('estimate', 'config.json', '--evolution', 'evolution.npz', ...options);
      expect(spoken).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(message) });
    }
  });

  it('tells of a file that is not there, or no evolution', async () => {
    const folder = await configured('syns61201');
    expect(await estimateOf(folder, ...using(folder, 'nowhere.npz'))).toMatchObject({
      error: { code: 'FILE_NOT_READABLE' },
    });
    const spoken = await xylopipe('estimate', join(folder, 'config.json'), ...using(folder, 'config.json'));
    expect(spoken).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('estimate refuses', () => {
  it.each([
    ['an activity over 1', ['--activity', '1.5'], 'It must be a number from 0 to 1.'],
    ['an activity below 0', ['--activity', '0.5,-1'], 'It must be a number from 0 to 1.'],
    ['an activity of nothing', ['--activity', ','], 'It must be a number from 0 to 1.'],
    ['three activities', ['--activity', '1,1,1'], 'one number, or two'],
    ['an inference of no timesteps', ['--inference', '0'], 'It must be a whole number from 1.'],
    [
      'activity besides input',
      ['--activity', '1', '--input', 'spikes.npy'],
      '--activity is for estimates without --input',
    ],
    ['the size of no input', ['--steps', '4'], '--steps, --channels and other options of spikes are for --input'],
    ['the unit of no events', ['--time-unit', 'us'], 'options of spikes are for --input'],
  ])('%s, with exit code 2', async (_, options, message) => {
    const { exitCode, stdout, stderr } = await xylopipe('estimate', 'config.json', ...options);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('a network, which is not on a chip yet', async () => {
    const folder = await toyFolder();
    for (const options of [[], ['--input', join(folder, 'spikes.npy')]]) {
      const spoken = await xylopipe('estimate', join(folder, 'network.json'), ...options, '--json');
      expect(spoken.exitCode).toBe(1);
      expect(jsonOf(spoken)).toMatchObject({
        error: {
          code: 'WRONG_ARTIFACT',
          message: expect.stringMatching(/the file holds a network, not a configuration$/),
          hint: expect.stringMatching(
            /: xylopipe run .*network\.json --device <chip> --until configure --out <folder>$/,
          ),
        },
      });
    }
  });

  it('a configuration of another chip, and a timestep that it has itself', async () => {
    const folder = await configured('syns61201');
    expect(await estimateOf(folder, '--device', 'syns65302')).toMatchObject({ error: { code: 'CHIP_MISMATCH' } });
    expect(await estimateOf(folder, '--dt', '0.1')).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('an input without timesteps', async () => {
    const folder = await configured('syns61201');
    const empty = await folderWith({ 'empty.csv': 'timestep,channel,count\n' });
    const argv = ['--input', join(empty, 'empty.csv'), '--steps', '0', '--channels', '2'];
    expect(await estimateOf(folder, ...argv)).toMatchObject({
      error: { code: 'ACTIVITY_INVALID', issues: [{ code: 'ACTIVITY_MISMATCH', at: ['steps'] }] },
    });
  });
});
