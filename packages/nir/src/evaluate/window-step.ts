import type { NirConv1d, NirConv2d, NirPadding, NirPool2d } from '../model/nir-graph.js';
import type { NodeStep } from './node-step.js';

/** How windows slide along one axis: position `o` of the output begins at `o stride - before` of the input. */
interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  /** Number of window positions; not positive where the window does not fit. */
  readonly count: number;
}

/** Images of `channels`, rows and columns; an axis that a node does not have is of size 1. */
export interface Windows {
  readonly channels: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

/** Windows of a convolution over an input of shape `(Cin, N)` or `(Cin, Nx, Ny)`. */
export function convWindows(node: NirConv1d | NirConv2d, shape: readonly number[]): Windows {
  const axisAt = (d: number): Axis =>
    axis(shape[d + 1], node.weight.shape[d + 2], pick(node.stride, d), pick(node.dilation, d), padAt(node.padding, d));
  return node.type === 'Conv1d'
    ? { channels: shape[0], rows: SINGLE, columns: axisAt(0) }
    : { channels: shape[0], rows: axisAt(0), columns: axisAt(1) };
}

/** Windows of a pool over an input of shape `(C, Nx, Ny)`. */
export function poolWindows({ kernelSize, stride, padding }: NirPool2d, shape: readonly number[]): Windows {
  const axisAt = (d: number): Axis =>
    axis(shape[d + 1], pick(kernelSize.data, d), pick(stride.data, d), 1, pick(padding.data, d));
  return { channels: shape[0], rows: axisAt(0), columns: axisAt(1) };
}

/** Sum of `weight` times input over each window, plus the bias. */
export function convStep({ weight, bias, groups }: NirConv1d | NirConv2d, windows: Windows): NodeStep {
  const [outputs, perGroup] = weight.shape;
  const { rows, columns } = windows;
  const kernel = rows.kernel * columns.kernel;
  const positions = rows.count * columns.count;
  return (x, y) => {
    for (let out = 0; out < outputs; out++) {
      const first = Math.floor(out / (outputs / groups)) * perGroup;
      for (let position = 0; position < positions; position++) {
        let sum = bias.data[out];
        for (let c = 0; c < perGroup; c++) {
          const w = (out * perGroup + c) * kernel;
          eachInWindow(windows, first + c, position, (at, k) => {
            sum += weight.data[w + k] * x[at];
          });
        }
        y[out * positions + position] = sum;
      }
    }
  };
}

/** Sum, or mean, over each window; what lies in the padding counts as 0. */
export function poolStep({ type }: NirPool2d, windows: Windows): NodeStep {
  const { channels, rows, columns } = windows;
  const factor = type === 'SumPool2d' ? 1 : 1 / (rows.kernel * columns.kernel);
  const positions = rows.count * columns.count;
  return (x, y) => {
    for (let c = 0; c < channels; c++) {
      for (let position = 0; position < positions; position++) {
        let sum = 0;
        eachInWindow(windows, c, position, (at) => {
          sum += x[at];
        });
        y[c * positions + position] = sum * factor;
      }
    }
  };
}

function eachInWindow(
  { rows, columns }: Windows,
  channel: number,
  position: number,
  visit: (at: number, k: number) => void,
): void {
  const top = Math.floor(position / columns.count) * rows.stride - rows.before;
  const left = (position % columns.count) * columns.stride - columns.before;
  for (let k = 0; k < rows.kernel * columns.kernel; k++) {
    const row = top + Math.floor(k / columns.kernel) * rows.dilation;
    const column = left + (k % columns.kernel) * columns.dilation;
    if (row < 0 || row >= rows.size || column < 0 || column >= columns.size) continue;
    visit((channel * rows.size + row) * columns.size + column, k);
  }
}

function axis(size: number, kernel: number, stride: number, dilation: number, padding: number | 'same'): Axis {
  const reach = dilation * (kernel - 1);
  // As PyTorch does it: an odd zero goes behind.
  const before = padding === 'same' ? Math.floor(reach / 2) : padding;
  const around = padding === 'same' ? reach : 2 * padding;
  return { size, kernel, stride, dilation, before, count: Math.floor((size + around - reach - 1) / stride) + 1 };
}

const SINGLE: Axis = axis(1, 1, 1, 1, 0);

const pick = (value: number | ArrayLike<number>, d: number): number =>
  typeof value === 'number' ? value : value[value.length === 1 ? 0 : d];

function padAt(padding: NirPadding, d: number): number | 'same' {
  if (typeof padding === 'string') return padding === 'same' ? 'same' : 0;
  return pick(padding, d);
}
