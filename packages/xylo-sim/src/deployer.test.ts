import { Raster } from '@xylopipe/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chip } from '../test/chip.js';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { isSimulatorDeployer, simulatorDeployer } from './deployer.js';

const { chipId } = chip();

afterEach(() => vi.unstubAllGlobals());

describe('simulatorDeployer', () => {
  it('simulates with the update rule of the chip', async () => {
    const config = configOf({ chipId, weightsIn: [[1]] });
    const hibernation = async (updateRule: 'v1' | 'v2') => {
      const session = await simulatorDeployer(chip({ updateRule })).deploy(config);
      return (await session.evolve(Raster.zeros(1, 1))).hibernation;
    };
    expect(await hibernation('v2')).toEqual([0]);
    expect(await hibernation('v1')).toBeNull();
  });

  it('simulates on the core that it is told to', async () => {
    const config = configOf({ chipId, weightsIn: [[1]] });
    vi.stubGlobal('WebAssembly', undefined);
    await expect(simulatorDeployer(chip(), { core: 'fast' }).deploy(config)).rejects.toMatchObject({
      code: 'FAST_CORE_UNAVAILABLE',
      who: chipId,
    });
    await expect(simulatorDeployer(chip(), { core: 'reference' }).deploy(config)).resolves.toMatchObject({ chipId });
    await expect(simulatorDeployer(chip()).deploy(config)).resolves.toMatchObject({ chipId });
  });

  it('counts where it is told to, by the update rule of the chip', async () => {
    const config = configOf({ chipId, weightsIn: [[1]] });
    const codes = async (updateRule: 'v1' | 'v2', telemetry?: boolean) => {
      const session = await simulatorDeployer(chip({ updateRule }), { telemetry }).deploy(config);
      const told: string[] = [];
      session.events$.subscribe(({ issue }) => told.push(issue.code));
      await session.evolve(Raster.zeros(1, 1));
      return told;
    };
    expect(await codes('v1')).toEqual([]);
    expect(await codes('v1', true)).toEqual(['NEURON_SILENT', 'THRESHOLD_UNREACHABLE']);
    expect(await codes('v2', true)).toEqual(['NEURON_SILENT', 'THRESHOLD_UNREACHABLE']);
  });

  it('has the same with other options, and keeps those that are not given', async () => {
    const config = configOf({ chipId, weightsIn: [[1]] });
    const silent = simulatorDeployer(chip({ updateRule: 'v1' }), { core: 'reference' });
    const told: string[] = [];
    const session = await silent.withOptions({ telemetry: true }).withOptions({ core: undefined }).deploy(config);
    session.events$.subscribe(({ issue }) => told.push(issue.code));
    const { hibernation } = await session.evolve(Raster.zeros(1, 1));
    expect([told, hibernation]).toEqual([['NEURON_SILENT', 'THRESHOLD_UNREACHABLE'], null]);
    vi.stubGlobal('WebAssembly', undefined);
    await expect(silent.withOptions({ telemetry: true }).deploy(config)).resolves.toBeDefined();
    await expect(silent.withOptions({ core: 'fast' }).deploy(config)).rejects.toMatchObject({
      code: 'FAST_CORE_UNAVAILABLE',
    });
  });

  it('is told from simulators of others, also from those made of it', () => {
    const stock = simulatorDeployer(chip());
    const { deploy } = stock;
    expect(isSimulatorDeployer(stock)).toBe(true);
    for (const own of [{ deploy }, { ...stock, deploy }, Object.create(stock), { deploy, withOptions: undefined }]) {
      expect(isSimulatorDeployer(own)).toBe(false);
    }
  });

  it('takes what no chip could hold', async () => {
    const config = configOf({ chipId, weightsIn: [[1, 1, 1]], bias: 1000, aliases: [[1, 2], [], []] });
    await expect(simulatorDeployer(chip()).deploy(config)).resolves.toMatchObject({ kind: 'simulator' });
  });

  it('refuses chips of another arithmetic before there is anything to deploy', () => {
    const other = chip({ maxSpikes: { input: 3, hidden: 31, output: 1 } });
    expect(thrownBy(() => simulatorDeployer(other))).toMatchObject({ code: 'LIMITS_UNSUPPORTED', who: chipId });
  });

  it('takes null for options as none', async () => {
    const deployer = simulatorDeployer(chip(), null as never);
    await expect(deployer.deploy(configOf({ chipId, weightsIn: [[1]] }), null as never)).resolves.toMatchObject({
      chipId,
    });
  });

  it('refuses biases on a chip without', async () => {
    const config = configOf({ chipId, weightsIn: [[1]], bias: 1 });
    await expect(simulatorDeployer(chip({ updateRule: 'v1' })).deploy(config)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      who: chipId,
      issues: [{ code: 'BIAS_UNSUPPORTED' }],
    });
  });

  it('says of which chip a refused configuration is, and what to do', async () => {
    await expect(
      simulatorDeployer(chip()).deploy(configOf({ chipId: 'syns61201', weightsIn: [[1]] })),
    ).rejects.toMatchObject({
      code: 'CHIP_MISMATCH',
      who: chipId,
      hint: expect.stringContaining('syns61201'),
    });
  });
});
