import { sizeOf } from '@xylopipe/core';
import type { FlatNode } from '../model/flat-graph.js';
import type { NirArray } from '../model/nir-graph.js';
import { delayLine } from './delay-line.js';
import { type NirReset, neuronStep } from './neuron-step.js';
import { parameter } from './parameter.js';
import { convStep, convWindows, poolStep, poolWindows } from './window-step.js';

/** Computes the output `y` of a node at one timestep from the sum `x` of its inputs; keeps what state it has. */
export type NodeStep = (x: Float64Array, y: Float64Array) => void;

/** What a node does at every timestep, beginning at rest. `shape` is that of its input. */
export function nodeStep(node: FlatNode, shape: readonly number[], dt: number, reset: NirReset): NodeStep {
  const n = sizeOf(shape);
  switch (node.type) {
    case 'Input':
    case 'Output':
    case 'Flatten':
      return (x, y) => y.set(x);
    case 'Linear':
      return linearStep(node.weight, undefined);
    case 'Affine':
      return linearStep(node.weight, node.bias);
    case 'Scale': {
      const scale = parameter(node.scale, n);
      return (x, y) => y.set(x.map((value, i) => value * scale[i]));
    }
    case 'Threshold': {
      const threshold = parameter(node.threshold, n);
      return (x, y) => y.set(x.map((value, i) => (value > threshold[i] ? 1 : 0)));
    }
    case 'Delay': {
      const line = delayLine(parameter(node.delay, n), dt);
      return (x, y) => {
        line.write(x);
        line.read(y);
        line.advance();
      };
    }
    case 'Conv1d':
    case 'Conv2d':
      return convStep(node, convWindows(node, shape));
    case 'SumPool2d':
    case 'AvgPool2d':
      return poolStep(node, poolWindows(node, shape));
    default:
      return neuronStep(node, n, dt, reset);
  }
}

/** `y = W x + b` along the last dimension, for every row of what comes before it. */
function linearStep({ shape, data }: NirArray, bias: NirArray | undefined): NodeStep {
  const [nout, nin] = shape.slice(-2);
  const addend = parameter(bias, nout);
  return (x, y) => {
    for (let at = 0, into = 0; at < x.length; at += nin, into += nout) {
      for (let o = 0; o < nout; o++) {
        let sum = addend[o];
        for (let i = 0; i < nin; i++) sum += data[o * nin + i] * x[at + i];
        y[into + o] = sum;
      }
    }
  };
}
