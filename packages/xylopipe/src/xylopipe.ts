import type { DevicePlugin, MapOptions, NetworkTree, Raster } from '@xylopipe/core';
import type { Device, DeviceRegistry } from '@xylopipe/core/registry';
import { type Network, networkFromTree } from '@xylopipe/nn';
import { NetworkOnChip } from './network-on-chip.js';
import {
  type DeploymentOptions,
  type DeployPipeline,
  deployPipeline,
  type EvolvePipeline,
  evolvePipeline,
  type RecordOptions,
} from './pipeline.js';
import { createRegistry } from './registry.js';
import { chipAt, type DeployTarget } from './targets/deploy-target.js';

export interface XylopipeOptions {
  /** Devices besides the built-in ones. */
  readonly plugins?: readonly DevicePlugin[] | undefined;
}

/** Where a network is to run, and what is there for it. */
export interface OnChipOptions extends MapOptions {
  /** Default: the simulator. */
  readonly deploy?: DeployTarget | undefined;
}

/** How to get a network onto a chip, stage by stage, and what to bring back of it. */
export interface PipelineOptions extends DeploymentOptions, RecordOptions {
  /** Chip id. */
  readonly device: string;
  /** Default: the simulator. */
  readonly deploy?: DeployTarget | undefined;
  /** What to evolve; without it the pipeline ends with the opened chip. */
  readonly input?: Raster | undefined;
}

/** Networks onto chips: in one call, or stage by stage. */
export class Xylopipe {
  /** The devices to choose from. Its own: nothing else sees what is added or overridden here. */
  readonly registry: DeviceRegistry;

  constructor(registry: DeviceRegistry) {
    this.registry = registry;
  }

  /** The device of a chip. Throws `UNKNOWN_CHIP`, listing those that are there. */
  device(chipId: string): Device {
    return this.registry.get(chipId);
  }

  /**
   * Begins the path in one call: `xylopipe.network(network).on('syns61201').quantize({ method: 'channel' }).run(input)`.
   * With `{ deploy: 'emulated' }` as second argument of `on` it runs on an emulated board, bit for bit the same.
   * Throws `NETWORK_INVALID` if a tree is not a network.
   */
  network(network: Network | NetworkTree): { on(chipId: string, options?: OnChipOptions): NetworkOnChip } {
    const built = isNetwork(network) ? network : networkFromTree(network);
    return {
      on: (chipId, { deploy, ...map } = {}) => new NetworkOnChip(built, chipAt(this.registry, chipId, deploy), { map }),
    };
  }

  /**
   * The stages `extract`, `map`, `quantize`, `configure`, `deploy`, and with an input `evolve`, to be stopped at (`until`),
   * resumed from (`from`) or exchanged (`replace`). Whoever runs `deploy` closes the session that it gives.
   */
  pipeline(options: PipelineOptions & { readonly input: Raster }): EvolvePipeline;
  pipeline(options: PipelineOptions & { readonly input?: undefined }): DeployPipeline;
  pipeline(options: PipelineOptions): EvolvePipeline | DeployPipeline;
  pipeline({ device, deploy, input, ...options }: PipelineOptions): EvolvePipeline | DeployPipeline {
    const chip = chipAt(this.registry, device, deploy);
    return input === undefined ? deployPipeline(chip, options) : evolvePipeline(chip, input, options);
  }
}

/** A way onto the built-in chips and those of `plugins`. Throws `DUPLICATE_CHIP` or `PLUGIN_INVALID` for a bad plugin. */
export const createXylopipe = ({ plugins }: XylopipeOptions = {}): Xylopipe => new Xylopipe(createRegistry(plugins));

const isNetwork = (network: Network | NetworkTree): network is Network => 'evolve' in network;
