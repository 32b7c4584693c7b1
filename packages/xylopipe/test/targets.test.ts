import { bind, defineDevicePlugin, HDK_DRIVER, Raster, VALIDATOR } from '@xylopipe/core';
import { syns61201 as withoutDriver } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { BOARD_CONNECTION, createRegistry, createXylopipe, type DeployTarget, networkFromTree } from '../src/index.js';
import { deployTarget } from '../src/node/index.js';
import { chipAt, connectEmulated } from '../src/targets/deploy-target.js';
import { boardServer } from './board-server.js';
import { standInFor, whyNoStandIn } from './samna-stand-in.js';
import { toyRaster, toyTree } from './toy.js';

const CHIPS = createRegistry()
  .list()
  .map(({ chipId }) => chipId);

const runOn = (chipId: string, deploy?: DeployTarget) =>
  createXylopipe().network(toyTree).on(chipId, { deploy }).run(toyRaster(), { record: true });

const coded = (code: string) => expect.objectContaining({ code });

describe('a whole run', { timeout: 60_000 }, () => {
  it.each(CHIPS)('on %s is the same in the simulator and on boards, in process or by a socket', async (chip) => {
    const simulated = await runOn(chip);
    expect(simulated.ranOn).toEqual({ kind: 'simulator' });
    expect(simulated.evolution.signals.spikesOut?.data.some((count) => count > 0)).toBe(true);
    const [tcp, unix] = [await boardServer('tcp', chip, { serial: '0042' }), await boardServer('unix', chip)];
    for (const [target, serial] of [
      ['emulated', ''],
      [tcp.target, '0042'],
      [unix.target, ''],
    ] as const) {
      const { evolution, ranOn } = await runOn(chip, deployTarget(target));
      expect(evolution.signals).toEqual(simulated.evolution.signals);
      expect(ranOn).toMatchObject({ kind: 'emulated', chipId: chip, serial });
    }
  });

  it('says what it ran on as the board does', async () => {
    const { ranOn } = await runOn('syns61201', 'emulated');
    expect(ranOn).toEqual({
      kind: 'emulated',
      deviceTypeName: 'XyloA2TestBoard',
      chipId: 'syns61201',
      serial: '',
      firmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
    });
  });

  it('leaves the board to the next one', async () => {
    const { target } = await boardServer('tcp', 'syns65302');
    const first = await runOn('syns65302', deployTarget(target));
    const second = await runOn('syns65302', deployTarget(target));
    expect(second.evolution).toEqual(first.evolution);
  });

  it('refuses another chip than the one on the board', async () => {
    const { target } = await boardServer('tcp', 'syns63300');
    await expect(runOn('syns61201', deployTarget(target))).rejects.toEqual(coded('WRONG_BOARD'));
  });
});

/** Spikes of 100 timesteps, half a spike a channel and timestep, the same every time. */
function poisson(channels: number): Raster {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const count = (): number => {
    let spikes = 0;
    for (let left = Math.exp(0.5) * uniform(); left > 1; left *= uniform()) spikes++;
    return spikes;
  };
  return new Raster(100, channels, Uint8Array.from({ length: 100 * channels }, count));
}

describe.skipIf(whyNoStandIn)(
  `a whole run over samna${whyNoStandIn === undefined ? '' : `: ${whyNoStandIn}`}`,
  { timeout: 60_000 },
  () => {
    it.each([
      ['syns61201', 'XyloA2TestBoard', ['isynOut']],
      ['syns63300', 'XyloImuTestBoard', []],
      ['syns65302', 'XyloAudio3TestBoard', []],
    ] as const)(
      'on %s is the same as in the simulator, in every state but those that the board cannot tell',
      async (chip, type, untold) => {
        standInFor({ type, serial: '0042' });
        const input = poisson(toyRaster().channels);
        const run = (deploy?: DeployTarget) =>
          createXylopipe().network(toyTree).on(chip, { deploy }).run(input, { record: true });
        const [simulated, { evolution, ranOn }] = [await run(), await run(deployTarget('samna'))];
        const told = Object.entries(simulated.evolution.signals).filter(
          ([name]) => !untold.some((one) => one === name),
        );
        expect(evolution.signals).toEqual(Object.fromEntries(told));
        expect(told).toHaveLength(7 - untold.length);
        expect(evolution.hibernation).toBeNull();
        expect(evolution.signals.spikesOut?.data.some((count) => count > 0)).toBe(true);
        expect(ranOn).toMatchObject({ kind: 'emulated', deviceTypeName: type, serial: '0042 (stand-in)' });
      },
    );
  },
);

describe('a pipeline', () => {
  it('has the board as the stage deploy', async () => {
    const pipeline = createXylopipe().pipeline({ device: 'syns61201', deploy: 'emulated' });
    const session = await pipeline.run(networkFromTree(toyTree)).result;
    expect(session.kind).toBe('hdk');
    await session.close();
  });
});

describe('chipAt', () => {
  it('takes the parts of the registry, and leaves the registry as it is', async () => {
    const refusal = { code: 'NOT_TODAY', severity: 'error', at: [], message: 'not today' } as const;
    const { artifacts } = await runOn('syns61201');
    const registry = createRegistry().override('syns61201', VALIDATOR, { useValue: { validate: () => [refusal] } });
    await expect(chipAt(registry, 'syns61201', 'emulated').deployer.deploy(artifacts.config)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      issues: [refusal],
    });
    await expect(createRegistry().get('syns61201').hdkDriver.deploy(artifacts.config)).rejects.toEqual(
      coded('NO_BOARD'),
    );
  });

  it('is not needed where a board is chosen for good', async () => {
    const registry = createRegistry();
    registry.override('syns61201', BOARD_CONNECTION, { useValue: connectEmulated(registry, 'syns61201') });
    const { artifacts } = await runOn('syns61201');
    const session = await registry.get('syns61201').hdkDriver.deploy(artifacts.config);
    expect(session).toMatchObject({ kind: 'hdk', chipId: 'syns61201' });
    await session.close();
  });

  it('tells of a chip without driver, and of a driver that knows no boards, that they have none', () => {
    const other = defineDevicePlugin({
      ...withoutDriver,
      chipId: 'toy',
      limits: { ...withoutDriver.limits, chipId: 'toy' },
    });
    const capabilities = { ...other.capabilities, hdk: true, missing: undefined };
    const driver = bind(HDK_DRIVER, { useValue: createRegistry().get('syns61201').simulator });
    const closed = { ...other, capabilities, providers: [...other.providers, driver] };
    expect(() => chipAt(createRegistry([other]), 'toy', 'emulated').deployer).toThrow(coded('NO_DRIVER'));
    expect(() => chipAt(createRegistry([closed]), 'toy', 'emulated').deployer).toThrow(coded('NO_SUCH_PART'));
    expect(chipAt(createRegistry([other]), 'toy').deployer).toBeDefined();
    expect(() => chipAt(createRegistry(), 'toy', 'emulated')).toThrow(coded('UNKNOWN_CHIP'));
  });

  it('connects to nothing before it deploys, and to nobody once it is aborted', async () => {
    const { artifacts } = await runOn('syns61201');
    let asked = 0;
    const { deployer } = chipAt(createRegistry(), 'syns61201', () => {
      asked++;
      return Promise.reject(new Error('no board today'));
    });
    await expect(deployer.deploy(artifacts.config, { signal: AbortSignal.abort() })).rejects.toEqual(coded('ABORTED'));
    expect(asked).toBe(0);
    await expect(deployer.deploy(artifacts.config)).rejects.toEqual(coded('BOARD_FAILED'));
    expect(asked).toBe(1);
  });
});
