import { type Deployer, type DeviceConfig, type Evolution, Raster, XylopipeError } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { oneSpike } from '../one-spike.js';
import type { BoardCase } from './board-case.js';
import { RecordedNetwork } from './cases/recorded-network.js';
import { type JudgedBoard, judgeCase } from './judge-case.js';

const device = new DeviceRegistry([syns61201]).get('syns61201');
const input = Raster.fromNested([[1], [0]]);
const sound = new RecordedNetwork(oneSpike.spec).caseOn(device, {
  set: 'sim',
  name: 'one',
  calls: [
    { reset: false, input },
    { reset: true, input },
  ],
});

/** The simulator as a board that changes what it tells. */
const board = (change: (evolution: Evolution, call: number) => Evolution, resets = true): Deployer => ({
  async deploy(config, options) {
    const session = await device.simulator.deploy(config, options);
    let calls = 0;
    return {
      ...session,
      close: () => session.close(),
      resetState: async () => resets && session.resetState(),
      evolve: async (raster, how) => change(await session.evolve(raster, how), calls++),
    } as typeof session;
  },
});
const refusing = (error: unknown): Deployer => ({ deploy: () => Promise.reject(error) });
const refusal = (...codes: readonly string[]): XylopipeError =>
  new XylopipeError('CONFIG_INVALID', 'no', {
    issues: codes.map((code) => ({ code, severity: 'error', at: [], message: 'no' })),
  });

const judged = async (deployer: Deployer, changes: Partial<BoardCase> = {}, more: Partial<JudgedBoard> = {}) =>
  (await judgeCase({ ...sound, ...changes }, device.simulator, [{ deployer, ...more }]))[0];
const failing = (difference: unknown) => ({ outcome: 'failed', difference });

describe('a case that must run', () => {
  it('is equal, to the simulator and to what is recorded', async () => {
    const calls: number[] = [];
    const recordedDifference = (evolutions: readonly Evolution[]): undefined => {
      calls.push(evolutions.length);
    };
    expect(await judged(device.simulator, { recordedDifference })).toEqual({ outcome: 'equal' });
    expect(calls).toEqual([2]);
  });

  it('fails where a state differs, in whichever call', async () => {
    const off = board((evolution, call) =>
      call === 0 ? evolution : { ...evolution, signals: { ...evolution.signals, vmem: oneMore(evolution) } },
    );
    expect(await judged(off)).toEqual(failing('call 1: vmem: timestep 0, neuron 0: board 1, simulator 0'));
  });

  it('fails where states are not cleared', async () => {
    expect(await judged(board((evolution) => evolution, false))).toMatchObject(
      failing(expect.stringMatching(/^call 1: /)),
    );
  });

  it('fails where it is not as recorded, although simulator and board agree', async () => {
    expect(await judged(device.simulator, { recordedDifference: () => 'sum: 1, recorded 2' })).toEqual(
      failing('board and simulator differ from what is recorded: sum: 1, recorded 2'),
    );
  });

  it.each([
    ['refused', refusal('LIMIT_FAN_OUT'), /^must run; CONFIG_INVALID: threw .*LIMIT_FAN_OUT/s],
    ['lost', new XylopipeError('BUS_LOST', 'gone'), /^must run; BUS_LOST: threw .*gone/],
    ['broken', new TypeError('no function'), /^must run; threw TypeError: no function/],
  ])('fails where it is %s', async (_, error, message) => {
    expect(await judged(refusing(error))).toMatchObject(failing(expect.stringMatching(message)));
  });

  it('fails on all boards where it cannot be configured', async () => {
    const config = (): DeviceConfig => {
      throw refusal('LIMIT_BIAS');
    };
    const outcomes = await judgeCase({ ...sound, config }, device.simulator, [
      { deployer: device.simulator },
      { deployer: device.simulator },
    ]);
    expect(outcomes).toMatchObject([failing(expect.stringContaining('must run')), { outcome: 'failed' }]);
  });
});

describe('a board that does not tell everything', () => {
  const tells = { signals: ['spikesOut', 'vmem'], hibernation: false } as const;
  const told = ({ signals: { spikesOut, vmem }, ...rest }: Evolution): Evolution => ({
    ...rest,
    signals: { spikesOut, vmem },
    hibernation: null,
  });

  it('is judged by what it tells, and by what is recorded of that', async () => {
    const recorded: Evolution[] = [];
    const recordedDifference = (evolutions: readonly Evolution[]): undefined => void recorded.push(...evolutions);
    expect(await judged(board(told), { recordedDifference }, { tells })).toEqual({ outcome: 'equal' });
    expect(recorded.every(({ hibernation }) => hibernation !== null)).toBe(true);
    expect(recorded).toHaveLength(2);
    expect(recorded.every(({ signals }) => signals.isyn !== undefined)).toBe(true);
  });

  it.each<[what: string, change: (evolution: Evolution) => Evolution, difference: RegExp]>([
    [
      'less',
      (evolution) => ({ ...told(evolution), signals: { spikesOut: evolution.signals.spikesOut } }),
      /vmem is not compared/,
    ],
    ['more', (evolution) => evolution, /the board tells .*isyn.*, which nobody looks at/],
    [
      'something else',
      (evolution) => told({ ...evolution, signals: { ...evolution.signals, vmem: oneMore(evolution) } }),
      /vmem: timestep 0/,
    ],
  ])('fails where it tells %s', async (_, change, difference) => {
    const outcome = await judged(board(change), {}, { tells });
    expect(outcome).toMatchObject(failing(expect.stringMatching(difference)));
  });

  it('refuses what its link cannot be given, and only that', async () => {
    const refuses = () => ['SYNAPSE2_NOT_PUBLIC'];
    const error = refusal('SYNAPSE2_NOT_PUBLIC');
    expect(await judged(refusing(error), {}, { refuses })).toEqual({ outcome: 'refused', by: ['SYNAPSE2_NOT_PUBLIC'] });
    expect(await judged(device.simulator, {}, { refuses })).toMatchObject({ outcome: 'failed' });
    expect(await judged(refusing(error), {}, { refuses: () => [] })).toMatchObject({ outcome: 'failed' });
  });
});

describe('a case that must be refused', () => {
  const breaks = ['LIMIT_BIAS', 'LIMIT_FAN_OUT'];

  it('is refused by just those limits, in any order', async () => {
    const error = refusal('LIMIT_FAN_OUT', 'LIMIT_BIAS', 'LIMIT_FAN_OUT');
    expect(await judged(refusing(error), { breaks })).toEqual({ outcome: 'refused', by: breaks });
  });

  it.each([
    ['one too few', refusal('LIMIT_BIAS')],
    ['one too many', refusal('LIMIT_BIAS', 'LIMIT_FAN_OUT', 'LIMIT_SYNAPSES')],
    ['another reason', new XylopipeError('BUS_LOST', 'gone')],
  ])('fails where it is refused for %s', async (_, error) => {
    expect(await judged(refusing(error), { breaks })).toMatchObject(
      failing(expect.stringMatching(/^must be refused by LIMIT_BIAS, LIMIT_FAN_OUT; /)),
    );
  });

  it('fails where it runs', async () => {
    expect(await judged(device.simulator, { breaks })).toEqual(
      failing('was not refused, but breaks LIMIT_BIAS, LIMIT_FAN_OUT'),
    );
  });
});

function oneMore({ signals: { vmem } }: Evolution): NonNullable<typeof vmem> {
  if (vmem === undefined) throw new Error('vmem was not recorded');
  return { ...vmem, data: vmem.data.map((value) => value + 1) };
}
