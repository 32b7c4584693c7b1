import { type EvolveOptions, type OutputMode, Raster, type SignalName, XylopipeError } from '@xylopipe/core';
import { wantedSignals } from '@xylopipe/core/session';
import { emulatedBus } from '@xylopipe/hdk-emulator';
import type { Bus } from '@xylopipe/hdk-transport';
import { describe, expect, it } from 'vitest';
import { boardWith, drivenChip } from '../../test/boards.js';
import { configOf } from '../../test/configs.js';
import { xyloDriver } from '../xylo-driver.js';
import { recordedSignals } from './recorded-signals.js';

const config = configOf({ chipId: 'syns61201', weightsIn: [[[90]]], weightsRec: [[[0]]], weightsOut: [[90]] });
/** A board that brings these in accelerated mode, in others output spikes only. */
const bringing = (signals: readonly SignalName[]): Pick<Bus, 'signals'> => ({
  signals: { manual: ['spikesOut'], accelerated: ['spikesOut', ...signals], realTime: [] },
});
const names = (output: OutputMode, record: EvolveOptions['record'], signals: readonly SignalName[]) => [
  ...recordedSignals(output, record, config, 'accelerated', bringing(signals)).keys(),
];

describe('recordedSignals', () => {
  it('of a board that brings all are those of every session', () => {
    for (const record of [true, false, ['vmem'], { isynOut: [0] }] as const) {
      expect(recordedSignals('spikes', record, config, 'manual', {})).toEqual(wantedSignals('spikes', record, config));
    }
  });

  it('are all that the board brings where all are asked for', () => {
    const idle = { ...config, synapse2Enable: false };
    const has = bringing(['vmem', 'vmemOut']);
    expect([...recordedSignals('spikes', true, idle, 'accelerated', has).keys()].sort()).toEqual([
      'isyn2',
      'spikesOut',
      'vmem',
      'vmemOut',
    ]);
    const used = { ...config, synapse2Enable: true };
    expect([...recordedSignals('spikes', true, used, 'accelerated', has).keys()].sort()).toEqual([
      'spikesOut',
      'vmem',
      'vmemOut',
    ]);
  });

  it('are what is asked for where the board brings it', () => {
    expect(names('vmem', ['vmem'], ['vmem', 'vmemOut'])).toEqual(['vmemOut', 'vmem']);
    expect(names('spikes', false, [])).toEqual(['spikesOut']);
  });

  it('are refused, all at once, where it does not', () => {
    let thrown: unknown;
    try {
      names('isyn', { vmem: true, isyn: [0], isynOut: true }, ['vmem']);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(XylopipeError);
    expect(thrown).toMatchObject({
      code: 'RECORD_INVALID',
      issues: [
        { code: 'SIGNAL_UNSUPPORTED', at: ['output'], measured: 'isynOut', limit: 'spikesOut, vmem' },
        { code: 'SIGNAL_UNSUPPORTED', at: ['record', 'isyn'], measured: 'isyn' },
      ],
    });
  });
});

describe('a session with a board that does not bring all', () => {
  it('records what there is, and lives on where it is asked for more', async () => {
    const { signals } = bringing(['vmem', 'isyn', 'spikesHidden', 'vmemOut']);
    const connect = async () => Object.assign(await emulatedBus(boardWith('syns61201')), { signals });
    const session = await xyloDriver(drivenChip('syns61201'), connect).deploy(config);
    const input = Raster.fromNested([[3], [0], [2]]);
    await expect(session.evolve(input, { record: ['isynOut'] })).rejects.toMatchObject({ code: 'RECORD_INVALID' });
    await expect(session.step(Uint8Array.of(1), { output: 'isyn' })).rejects.toMatchObject({ code: 'RECORD_INVALID' });
    await expect(session.step(Uint8Array.of(1), { record: ['vmem'] })).rejects.toMatchObject({
      code: 'RECORD_INVALID',
    });
    const failure = new Promise((resolve) => session.monitor$().subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'RECORD_INVALID', issues: [{ at: ['output'], limit: '' }] });
    const evolution = await session.evolve(input, { record: true });
    expect(Object.keys(evolution.signals).sort()).toEqual([
      'isyn',
      'isyn2',
      'spikesHidden',
      'spikesOut',
      'vmem',
      'vmemOut',
    ]);
    expect(evolution.signals.isyn?.data[0]).toBeGreaterThan(0);
    await session.close();
  });
});
