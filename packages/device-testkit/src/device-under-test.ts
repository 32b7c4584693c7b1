import {
  type Checked,
  type ChipLimits,
  type DeviceCapabilities,
  type DevicePlugin,
  integerSpec,
  type MapOptions,
  type MappedSpec,
  type NetworkGraph,
  type QuantizedSpec,
} from '@xylopipe/core';
import { type Device, DeviceRegistry } from '@xylopipe/core/registry';
import { graphOf } from './networks/network-plan.js';
import { planOf, type Sketch } from './networks/sketch.js';

/** A plugin with its parts, which are made when a test first needs them: a faulty one fails tests, not their declaration. */
export class DeviceUnderTest {
  readonly plugin: DevicePlugin;
  readonly legalize: (graph: NetworkGraph) => NetworkGraph;
  #device: Device | undefined;

  constructor(plugin: DevicePlugin, legalize: (graph: NetworkGraph) => NetworkGraph = (graph) => graph) {
    this.plugin = plugin;
    this.legalize = legalize;
  }

  get chipId(): string {
    return this.plugin.chipId;
  }

  get limits(): ChipLimits {
    return this.plugin.limits;
  }

  get capabilities(): DeviceCapabilities {
    return this.plugin.capabilities;
  }

  get device(): Device {
    this.#device ??= this.newDevice();
    return this.#device;
  }

  /** The device out of a registry of its own. */
  newDevice(): Device {
    return new DeviceRegistry([this.plugin]).get(this.chipId);
  }

  /** The graph of a sketch, bent to the design rules of the chip. */
  graph(sketch: Sketch = {}): NetworkGraph {
    return this.legalize(graphOf(planOf(this.limits, sketch)));
  }

  map(sketch?: Sketch, options?: MapOptions): Checked<MappedSpec> {
    return this.device.mapper.map(this.graph(sketch), options);
  }

  /** A sketch in whole numbers, as it is mapped. */
  spec(sketch?: Sketch): QuantizedSpec {
    return integerSpec(this.map(sketch).value);
  }
}
