import {
  configureStage,
  type DeviceConfig,
  type DeviceSession,
  deployStage,
  type Evolution,
  type EvolveOptions,
  evolveStage,
  type MapOptions,
  type MappedSpec,
  mapStage,
  type NetworkGraph,
  Pipeline,
  type QuantizedSpec,
  type Raster,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { extractStage, type Network } from '@xylopipe/nn';
import { type QuantizeOptions, quantizeStage } from '@xylopipe/quantize';
import type { ChipAt } from './targets/deploy-target.js';

/** How a network gets onto a chip. */
export interface DeploymentOptions {
  /** Default: the limits of the chip. */
  readonly map?: MapOptions | undefined;
  /** Default: method `global`, with the bits of the chip. */
  readonly quantize?: QuantizeOptions | undefined;
}

/** What to bring back of an evolution. */
export type RecordOptions = Pick<EvolveOptions, 'output' | 'record'>;

/** Input and output of every stage up to the opened chip. */
export type DeployStages = {
  extract: { in: Network; out: NetworkGraph };
  map: { in: NetworkGraph; out: MappedSpec };
  quantize: { in: MappedSpec; out: QuantizedSpec };
  configure: { in: QuantizedSpec; out: DeviceConfig };
  deploy: { in: DeviceConfig; out: DeviceSession };
};

/** Input and output of every stage. */
export type EvolveStages = DeployStages & { evolve: { in: DeviceSession; out: Evolution } };

/** From a network to an opened chip, which whoever runs the pipeline has to close. */
export type DeployPipeline = Pipeline<Network, DeviceSession, DeployStages>;

/** From a network to what the chip answers; the session is the artifact of `deploy`, and whoever runs the pipeline has to close it. */
export type EvolvePipeline = Pipeline<Network, Evolution, EvolveStages>;

/** All stages from a network to an opened chip. */
export const deployPipeline = (
  { device, deployer }: ChipAt,
  { map, quantize }: DeploymentOptions = {},
): DeployPipeline =>
  Pipeline.of(extractStage())
    .pipe(mapStage(device.mapper, map))
    .pipe(quantizeStage(withBitsOf(device, quantize)))
    .pipe(configureStage(device.configurator))
    .pipe(deployStage(deployer));

/** All stages from a network to what a chip answers to `input`. */
export const evolvePipeline = (
  chip: ChipAt,
  input: Raster,
  { output, record, ...deployment }: DeploymentOptions & RecordOptions = {},
): EvolvePipeline => deployPipeline(chip, deployment).pipe(evolveStage(input, { output, record }));

/** Options of the quantizer with the bits of a chip where they name none. */
export const withBitsOf = ({ limits: { bits } }: Device, options: QuantizeOptions = {}): QuantizeOptions => ({
  ...options,
  bitsPerWeight: options.bitsPerWeight ?? bits.weight,
  bitsPerThreshold: options.bitsPerThreshold ?? bits.threshold,
});
