import { type Evolution, Raster } from '@xylopipe/core';
import { type SimFile, segmentDifference, segmentsOf } from '../../checks/sim.js';
import { firstOf } from '../../difference.js';
import { readTensor } from '../../recorded-spec.js';
import type { CasesFor } from '../board-case.js';
import { RecordedNetwork } from './recorded-network.js';

/** `sim/`: every state and hibernation as recorded, of whichever of these networks a chip can hold. */
export function simCases(files: readonly unknown[]): CasesFor {
  const networks = (files as readonly SimFile[]).map((file) => {
    const segments = segmentsOf(file);
    const [channels] = readTensor(file.spec.weights_in).shape;
    return {
      network: new RecordedNetwork(file.spec),
      updateRule: file.core,
      name: file.name,
      calls: segments.map(({ reset_before = false, input }) => ({
        reset: reset_before,
        input: Raster.fromNested(input, channels),
      })),
      recordedDifference: (evolutions: readonly Evolution[]) =>
        firstOf(segments.map((segment, i) => () => segmentDifference(evolutions[i] as Evolution, segment, i))),
    };
  });
  return (device) =>
    networks.map(({ network, updateRule, name, calls, recordedDifference }) =>
      network.caseOn(device, {
        set: 'sim',
        name,
        calls,
        recordedDifference: updateRule === device.limits.updateRule ? recordedDifference : undefined,
      }),
    );
}
