import type { NirArray, NirFile, NirNode } from '../src/model/nir-graph.js';

/** Numbers as float32, unless given as something else. */
export const f32 = (shape: readonly number[], ...values: readonly number[]): NirArray => ({
  shape,
  data: Float32Array.from(values),
});

const i64 = (...values: readonly number[]): NirArray => ({
  shape: [values.length],
  data: Float64Array.from(values),
  dtype: 'int64',
});

const pair = f32([2], 0.5, 1);
const weight = f32([2, 2], 1, 2, 3, 4);
const leaky = { tau: pair, r: pair, vLeak: pair };
const cuba = { tauSyn: pair, tauMem: pair, r: pair, vLeak: pair, wIn: pair };
const spiking = { vThreshold: pair, vReset: pair };

const inner: NirNode = {
  type: 'NIRGraph',
  nodes: new Map<string, NirNode>([
    ['input', { type: 'Input', shape: [2] }],
    ['lif', { type: 'CubaLIF', ...cuba, ...spiking }],
    ['w_rec', { type: 'Linear', weight }],
    ['output', { type: 'Output', shape: [2] }],
  ]),
  edges: [
    ['input', 'lif'],
    ['lif', 'w_rec'],
    ['w_rec', 'lif'],
    ['lif', 'output'],
  ],
  metadata: { note: 'recurrent', dt: 0.001, steps: 3, arr: i64(1, 2, 3), deep: { names: ['a', 'ü'] } },
};

/** One node of every kind, every field there, between an input and an output. */
export const everyKind: NirFile = {
  version: '1.0.8',
  root: {
    type: 'NIRGraph',
    nodes: new Map<string, NirNode>([
      ['input', { type: 'Input', shape: [2] }],
      ['affine', { type: 'Affine', weight, bias: pair }],
      ['linear', { type: 'Linear', weight: { ...weight, data: Float64Array.from(weight.data) } }],
      ['scale', { type: 'Scale', scale: pair }],
      ['delay', { type: 'Delay', delay: pair }],
      ['threshold', { type: 'Threshold', threshold: pair }],
      ['i', { type: 'I', r: pair }],
      ['if', { type: 'IF', r: pair, ...spiking }],
      ['li', { type: 'LI', ...leaky }],
      ['lif.0', { type: 'LIF', ...leaky, ...spiking, metadata: { from: 'a test' } }],
      ['cubali', { type: 'CubaLI', ...cuba }],
      ['0', { type: 'CubaLIF', ...cuba, ...spiking }],
      ['nested', inner],
      ['output', { type: 'Output', shape: [2] }],
      ['image', { type: 'Input', shape: [1, 4, 4] }],
      [
        'conv2d',
        {
          type: 'Conv2d',
          inputShape: [4, 4],
          weight: f32([2, 1, 1, 1], 1, 2),
          stride: [1, 1],
          padding: 'same',
          dilation: 1,
          groups: 1,
          bias: pair,
        },
      ],
      ['sum', { type: 'SumPool2d', kernelSize: i64(2, 2), stride: i64(2, 2), padding: i64(0, 0) }],
      ['avg', { type: 'AvgPool2d', kernelSize: i64(2, 2), stride: i64(2, 2), padding: i64(0, 0) }],
      ['flatten', { type: 'Flatten', inputType: [2, 1, 1], startDim: 0, endDim: -1 }],
      ['line', { type: 'Input', shape: [1, 2] }],
      [
        'conv1d',
        {
          type: 'Conv1d',
          inputShape: 2,
          weight: f32([1, 1, 1], 3),
          stride: 1,
          padding: 0,
          dilation: 1,
          groups: 1,
          bias: f32([1], 1),
        },
      ],
      ['line out', { type: 'Output', shape: [1, 2] }],
    ]),
    edges: chain('input affine linear scale delay threshold i if li lif.0 cubali 0 nested output')
      .concat(chain('image conv2d sum avg flatten output'))
      .concat([
        ['line', 'conv1d'],
        ['conv1d', 'line out'],
      ]),
  },
};

function chain(names: string): (readonly [string, string])[] {
  const list = names.split(' ');
  return list.slice(1).map((name, i) => [list[i] as string, name]);
}
