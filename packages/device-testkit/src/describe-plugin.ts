import { defineDevicePlugin, missingCapabilities } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';

/** What a plugin says about itself. */
export function describePlugin(subject: DeviceUnderTest): void {
  const { plugin, chipId, capabilities } = subject;

  describe('the plugin', () => {
    it('is well formed, and resolves every part', () => {
      expect(defineDevicePlugin(plugin)).toEqual(plugin);
      const { mapper, configurator, validator, simulator } = subject.device;
      for (const part of [mapper, configurator, validator, simulator]) expect(part).toEqual(expect.any(Object));
    });

    it('is found by its boards', () => {
      const registry = new DeviceRegistry([plugin]);
      for (const board of plugin.boards) expect(registry.forBoard(board).chipId).toBe(chipId);
    });

    it.each(missingCapabilities(capabilities))('says why it has no %s', (capability) => {
      const reason = capabilities.missing?.[capability] ?? '';
      expect(reason, `write the reason into capabilities.missing['${capability}']`).toMatch(/\w{3}/);
    });

    it('excuses nothing that it has', () => {
      const missing: readonly string[] = missingCapabilities(capabilities);
      expect(Object.keys(capabilities.missing ?? {}).filter((excused) => !missing.includes(excused))).toEqual([]);
    });
  });
}
