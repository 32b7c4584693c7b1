import { DeviceRegistry } from '@xylopipe/core/registry';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { emulatedBoard, isEmulated } from './emulated-board.js';

describe('emulatedBoard', () => {
  it('announces itself as the first board of the plugin, with the oldest firmware that works', () => {
    expect(emulatedBoard(createRegistry(), 'syns65302', '7').identity).toEqual({
      deviceTypeName: 'XyloAudio3TestBoard',
      chipId: 'syns65302',
      serial: '7',
      firmware: { fxtree: '0.12.2', unifirm: '1.6.0' },
      emulated: true,
    });
    expect(emulatedBoard(createRegistry(), 'syns65300').identity).toMatchObject({
      deviceTypeName: 'EmulatedBoard',
      chipId: 'syns65300',
      serial: '',
      firmware: {},
    });
  });

  it('measures power where figures are published', async () => {
    const measure = async (chipId: string): Promise<void> => {
      const board = emulatedBoard(createRegistry(), chipId);
      await board.execute({ op: 'measurePower', rate: 10 });
      board.unplug();
    };
    await expect(measure('syns61300')).rejects.toMatchObject({ code: 'NO_POWER_MODEL' });
    await expect(measure('syns61201')).resolves.toBeUndefined();
  });

  it('there is none of a chip that nobody has maps of', () => {
    const plugins = createRegistry().list();
    const [first] = plugins;
    if (first === undefined) throw new Error('no chips');
    const without = { ...first, providers: first.providers.filter(({ token }) => token !== CHIP_MAPS) };
    const registries = [
      new DeviceRegistry([without]),
      createRegistry().override(first.chipId, CHIP_MAPS, { useValue: { registers: [] } }),
    ];
    for (const registry of registries) {
      expect(isEmulated(registry, first.chipId)).toBe(false);
      expect(() => emulatedBoard(registry, first.chipId)).toThrow(expect.objectContaining({ code: 'NOT_EMULATED' }));
    }
    expect(plugins.every(({ chipId }) => isEmulated(createRegistry(), chipId))).toBe(true);
  });
});
