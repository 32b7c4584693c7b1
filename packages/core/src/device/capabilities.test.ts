import { describe, expect, it } from 'vitest';
import { missingCapabilities } from './capabilities.js';

describe('missingCapabilities', () => {
  it('names everything that a device has not', () => {
    expect(
      missingCapabilities({ record: ['vmem', 'spikesOut'], outputs: ['vmem'], snapshot: false, hdk: true }),
    ).toEqual([
      'record.vmemOut',
      'record.isynOut',
      'record.isyn',
      'record.isyn2',
      'record.spikesHidden',
      'outputs.spikes',
      'outputs.isyn',
      'snapshot',
    ]);
  });
});
