import type { DeviceConfig } from '../src/artifacts/device-config.js';
import { deviceConfigFromSpec } from '../src/artifacts/device-config.js';
import { type Nested, tensorFromNested, zeros } from '../src/data/tensor.js';

/** A configuration of the sizes that its weights have, otherwise silent. `weightsIn` is `(Nin, N)` or `(Nin, N, S)`. */
export function configOf(sketch: { readonly weightsIn: Nested; readonly weightsOut?: Nested }): DeviceConfig {
  const { shape, data } = tensorFromNested(sketch.weightsIn);
  const [inputs = 0, hidden = 0, synapses = 1] = shape;
  const weightsOut = sketch.weightsOut === undefined ? zeros([hidden, 0]) : tensorFromNested(sketch.weightsOut);
  const perHidden = zeros([hidden]).data;
  const perOutput = zeros([weightsOut.shape[1] ?? 0]).data;
  return deviceConfigFromSpec({
    chipId: 'small',
    dt: 0.001,
    weightsIn: { shape: [inputs, hidden, synapses], data },
    weightsRec: zeros([hidden, hidden, synapses]),
    weightsOut,
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: perHidden,
    dashSyn: perHidden,
    dashSyn2: perHidden,
    dashMemOut: perOutput,
    dashSynOut: perOutput,
    threshold: perHidden,
    thresholdOut: perOutput,
    bias: perHidden,
    biasOut: perOutput,
    aliases: Array.from({ length: hidden }, () => []),
  });
}
