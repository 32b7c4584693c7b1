import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf } from './command.js';
import { pluginModule } from './plugin-module.js';
import { run, start } from './process.js';

const chip = pluginModule("export const chip = toy('toy1');");
const FOREVER = 'setInterval(() => {}, 1000);';

/** A folder with one module of plugins. */
const moduleOf = (text: string): Promise<string> => folderWith({ 'chip.mjs': text });
const devices = ['devices', '--plugin', './chip.mjs'];

// How a process begins, speaks and ends: what is made in this one cannot show that.
describe('the command with a plugin', { timeout: 60_000 }, () => {
  it('ends when it is done, though the plugin keeps a timer', async () => {
    const spoken = await run(await moduleOf(`${FOREVER} ${chip}`), ...devices, '--json');
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(spoken).devices).toHaveLength(6);
  });

  it('ends only once a slow reader has all of the result', async () => {
    const label = 'x'.repeat(3_000_000);
    const long = pluginModule(`${FOREVER} const label = 'x'.repeat(${label.length});
      export const chip = toy('toy1', { limits: { ...limits, chipId: 'toy1', label } });`);
    const { child, spoken } = start(await moduleOf(long), ...devices, '--json');
    // A pipe holds some 64 KiB: the rest waits until there is somebody to read.
    child.stdout.pause();
    child.stdout.once('readable', () => setImmediate(() => child.stdout.resume()));
    const found = jsonOf(await spoken).devices as { chipId: string; label: string }[];
    expect(found.at(-1)?.label).toHaveLength(label.length);
  });

  it('is interrupted while a module hangs', async () => {
    const { child, spoken } = start(
      await moduleOf("process.stderr.write('loading\\n'); await new Promise(() => {});"),
      ...devices,
    );
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { exitCode, stdout, stderr } = await spoken;
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/^loading\nerror: .*cancelled/);
  });

  it('speaks alone on standard output', async () => {
    const prints = "console.log('hello'); process.stdout.write('there\\n');";
    const spoken = await run(await moduleOf(`${prints} ${chip}`), ...devices, '--json');
    expect(jsonOf(spoken).devices).toHaveLength(6);
    expect(spoken).toMatchObject({ exitCode: 0, stderr: 'hello\nthere\n' });
  });

  it('says what a CommonJS module is', async () => {
    const folder = await folderWith({ 'chip.cjs': 'const all = { chip: { apiVersion: 1 } }; module.exports = all;' });
    const spoken = await run(folder, 'devices', '--plugin', './chip.cjs', '--json');
    expect(spoken).toMatchObject({ exitCode: 1, stderr: '' });
    expect(jsonOf(spoken).pluginIssues).toMatchObject([
      {
        code: 'PLUGIN_MODULE_EMPTY',
        message: expect.stringContaining('CommonJS'),
        hint: expect.stringContaining('ES module'),
      },
    ]);
  });

  it.each([
    ['ends the process', 'process.exit(0);'],
    ['throws later', "setTimeout(() => { throw new Error('late'); }, 0); await new Promise(() => {});"],
    ['rejects what nobody handles', "Promise.reject(new Error('nobody')); await new Promise(() => {});"],
  ])('says so where a module %s', async (_, text) => {
    const folder = await moduleOf(text);
    const spoken = await run(folder, ...devices, '--json');
    expect(spoken.exitCode).toBe(3);
    expect(jsonOf(spoken)).toMatchObject({ error: { code: 'PROCESS_ENDED', hint: expect.stringContaining('plugin') } });
    const told = await run(folder, ...devices, '--quiet');
    expect(told).toMatchObject({ exitCode: 3, stdout: '' });
    expect(told.stderr).toContain('error: the process was ended before the command was done');
  });
});
