import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe } from '../../test/command.js';

const COMMANDS = [
  'devices',
  'import',
  'export',
  'fit',
  'map',
  'quantize',
  'lint',
  'configure',
  'simulate',
  'run',
  'report',
  'compare',
  'eval',
  'tune',
  'estimate',
  'studio',
  'hdk',
];

describe('help', () => {
  it('lists every command', async () => {
    const { exitCode, stdout, stderr } = await xylopipe('--help');
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  it('is shown without a warning of Node, however many commands there are', async () => {
    const warn = vi.spyOn(process, 'emitWarning');
    await xylopipe('--help');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it.each(COMMANDS)('of %s has an example that begins with it', async (command) => {
    const { exitCode, stdout } = await xylopipe(command, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:\\n  \\$ xylopipe ${command}\\b`));
    expect(stdout).toContain('--json');
  });

  it('of the program has an example for each', async () => {
    const { stdout } = await xylopipe('--help');
    const examples = stdout.slice(stdout.indexOf('Examples:')).match(/(?<=^ {2}\$ xylopipe )\w+/gm);
    expect(examples).toEqual(COMMANDS);
  });

  it('tells the version, also where it is quiet', async () => {
    for (const options of [[], ['--quiet']]) {
      const { exitCode, stdout } = await xylopipe('--version', ...options);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    }
  });

  it('and version are one JSON object where that was asked for', async () => {
    expect(jsonOf(await xylopipe('map', '--help', '--json'))).toEqual({ help: expect.stringContaining('Usage:') });
    expect(jsonOf(await xylopipe('--version', '--json'))).toEqual({ version: expect.stringMatching(/^\d/) });
  });
});

describe('wrong use', () => {
  it.each([
    ['no command', [], 'a command is needed'],
    ['an unknown command', ['mpa'], "unknown command 'mpa'\n(Did you mean map?)"],
    ['an unknown option', ['devices', '--jsn'], "unknown option '--jsn'\n(Did you mean --json?)"],
    ['a missing argument', ['map', '--device', 'syns61201'], "missing required argument 'network'"],
    ['a missing option', ['map', 'x.json'], "required option '--device <chip>' not specified"],
    [
      'an unknown chip',
      ['map', 'x.json', '--device', 'syns1'],
      'There is no chip "syns1"; have: syns61300, syns65300, syns61201, syns63300, syns65302',
    ],
    ['an argument too many', ['compare', 'a', 'b', 'c'], 'too many arguments'],
    ['a negative count', ['map', 'x', '--device', 'syns61201', '--max-hidden', '-1'], 'must be a whole number from 1'],
    ['a fractional count', ['run', 'x', '--steps', '1.5'], 'must be a whole number from 0'],
    ['bits out of range', ['quantize', 'x', '--bits-weight', '40'], 'must be a whole number from 2 to 31'],
    ['a signal that there is not', ['simulate', 'x', '--record', 'vmem,voltage'], 'There is no signal "voltage"'],
    ['a core that there is not', ['simulate', 'x', '--core', 'quick'], 'Allowed choices are auto, reference, fast'],
    ['an accuracy over 1', ['eval', 'x', '--min-accuracy', '90'], 'must be a number from 0 to 1'],
    ['an endless timestep', ['quantize', 'x', '--dt', 'Infinity'], 'must be a number over 0'],
    ['a cap below the global factor', ['quantize', 'x', '--scale-cap', '0.5'], 'must be a number from 1'],
    ['a percentile of nothing', ['quantize', 'x', '--clip-percentile', '0'], 'must be a number over 0, up to 100'],
    ['a percentile over all', ['quantize', 'x', '--clip-percentile', '101'], 'must be a number over 0, up to 100'],
    ['thresholds of 0', ['quantize', 'x', '--threshold-scale', '0'], 'must be a number over 0'],
    ['no such rounding', ['quantize', 'x', '--dash-rounding', 'half'], 'choices are nearest, decay, up, down'],
    ['a run of nothing', ['run'], 'a file to begin with is needed'],
    ['a recipe with options', ['run', '--recipe', 'run.json', '--quantize', 'global'], 'cannot be used with option'],
    ['a lint of two quantizations', ['lint', 'x', '--quantized', 'y', '--fuzzy'], 'cannot be used with option'],
    ['a recipe with a cap', ['run', '--recipe', 'run.json', '--scale-cap', '2'], 'cannot be used with option'],
  ])('%s is told, with exit code 2', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await xylopipe(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.startsWith('error: ')).toBe(true);
  });

  it('is told as JSON where that was asked for', async () => {
    const spoken = await xylopipe('run', '--json', '--devcie', 'syns61201');
    expect(spoken).toMatchObject({ exitCode: 2, stderr: '' });
    expect(jsonOf(spoken)).toEqual({
      error: { code: 'USAGE', message: "unknown option '--devcie'\n(Did you mean --device?)", issues: [] },
    });
  });
});

describe('a problem in the input', () => {
  it('is told with exit code 1, as text or as JSON', async () => {
    const argv = ['map', '/nowhere/network.json', '--device', 'syns61201'];
    const text = await xylopipe(...argv);
    expect(text).toMatchObject({ exitCode: 1, stdout: '' });
    expect(text.stderr).toMatch(/^error: \/nowhere\/network\.json: cannot read/);
    const json = await xylopipe(...argv, '--json');
    expect(json).toMatchObject({ exitCode: 1, stderr: '' });
    expect(jsonOf(json)).toMatchObject({ error: { code: 'FILE_NOT_READABLE', hint: expect.any(String), issues: [] } });
  });

  it('names the key that is not known', async () => {
    const folder = await folderWith({
      'network.json': '{"type": "Linear", "shape": [1, 1], "weight": [[1]], "wieght": 1}',
    });
    const spoken = await xylopipe('map', join(folder, 'network.json'), '--device', 'syns61201', '--json');
    expect(jsonOf(spoken)).toMatchObject({
      error: { code: 'NETWORK_INVALID', issues: [{ code: 'UNKNOWN_KEY', at: ['wieght'] }] },
    });
  });
});

describe('--quiet', () => {
  it('leaves errors only', async () => {
    const folder = await toyFolder();
    const network = join(folder, 'network.json');
    expect(await xylopipe('map', network, '--device', 'syns61201', '--quiet')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const failed = await xylopipe('map', network, '--device', 'syns61201', '--max-hidden', '2', '--quiet');
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(failed.stderr).toContain('error');
  });

  it('does not take JSON away, which was asked for', async () => {
    expect(jsonOf(await xylopipe('devices', '--json', '--quiet'))).toHaveProperty('devices');
  });
});
