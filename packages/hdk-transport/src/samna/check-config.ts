import type { DeviceConfig, Issue } from '@xylopipe/core';
import type { SamnaDevice } from './devices/samna-device.js';

/** Why samna cannot be given a configuration, beyond what the chip's validator finds. */
export function configIssues(device: SamnaDevice, config: DeviceConfig): Issue[] {
  const issues: Issue[] = [];
  if (config.chipId !== device.chipId) {
    issues.push({
      code: 'CONFIG_CHIP',
      severity: 'error',
      at: ['chipId'],
      measured: config.chipId,
      limit: device.chipId,
      message: `the configuration is for another chip than the board's, ${device.chipId}`,
      hint: `configure the network for ${device.chipId}`,
    });
  }
  if (config.synapse2Enable && device.noSynapse2 !== undefined) {
    issues.push({
      code: 'SYNAPSE2_NOT_PUBLIC',
      severity: 'error',
      at: ['weightsIn'],
      measured: 2,
      limit: 1,
      message: `a second synapse cannot be given to samna: ${device.noSynapse2}`,
      hint: 'use neurons with one synapse for this board',
    });
  }
  config.aliases.forEach((targets, id) => {
    if (targets.length <= 1) return;
    issues.push({
      code: 'ALIAS_COUNT',
      severity: 'error',
      at: ['aliases', id],
      measured: targets.length,
      limit: 1,
      message: `hidden neuron ${id} has ${targets.length} alias targets; samna's configuration holds one`,
      hint: 'leave out one of the residual connections',
    });
  });
  return issues;
}
