import { Raster } from '@xylopipe/core';
import type { E2eFile } from '../../checks/e2e.js';
import type { RecordedSpec } from '../../recorded-spec.js';
import type { CasesFor } from '../board-case.js';
import { RecordedNetwork } from './recorded-network.js';

/** `e2e/`: every quantized specification. What runs on a chip was not recorded, so the simulator is all to compare with. */
export function e2eCases(files: readonly unknown[]): CasesFor {
  const networks = (files as readonly E2eFile[]).flatMap(({ name, input, devices }) => {
    const calls = [{ reset: false, input: Raster.fromNested(input as readonly (readonly number[])[]) }];
    return Object.entries(devices).flatMap(([chipId, { spec, quantized = [] }]) =>
      quantized.map(({ options, expected, corrected }) => ({
        network: new RecordedNetwork({ ...spec, ...expected, ...corrected } as RecordedSpec),
        name: `${name} ${chipId} ${options.fuzzy_scaling === true ? 'fuzzy' : options.method}`,
        calls,
      })),
    );
  });
  return (device) => networks.map(({ network, name, calls }) => network.caseOn(device, { set: 'e2e', name, calls }));
}
