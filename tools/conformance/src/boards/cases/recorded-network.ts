import { type DeviceConfig, deviceConfigFromSpec, integerSpec } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { type RecordedSpec, readSpec } from '../../recorded-spec.js';
import type { BoardCase } from '../board-case.js';
import { brokenLimits, type Measures, measuresOf } from './broken-limits.js';

/** A recorded specification, which any chip can be given, whichever it was recorded for. */
export class RecordedNetwork {
  readonly #config: DeviceConfig;
  readonly #measures: Measures;

  constructor(spec: RecordedSpec) {
    this.#config = deviceConfigFromSpec(integerSpec(readSpec(spec, 'any')));
    this.#measures = measuresOf(this.#config);
  }

  /** The network on a chip. */
  caseOn({ chipId, limits }: Device, rest: Omit<BoardCase, 'breaks' | 'config'>): BoardCase {
    const config = { ...this.#config, chipId };
    return { ...rest, breaks: brokenLimits(this.#measures, limits), config: () => config };
  }
}
