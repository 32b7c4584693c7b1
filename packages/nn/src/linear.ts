import type { Issue, LinearTree, Tensor, TimeSeriesInput } from '@xylopipe/core';
import { asGraphHolder, type GraphHolder, LinearWeights } from '@xylopipe/graph';
import { wrongShape } from './fault.js';
import { blankSeries, inputSeries } from './input-series.js';
import { checkMatrix, expandMatrix, type Matrix, matrixShape, matrixToTree } from './matrix.js';
import type { Network, NetworkEvolution } from './network.js';
import { label, refuseInvalid } from './refusal.js';
import { type RowProduct, rowProduct } from './row-product.js';
import { inTree, withoutUndefined } from './tree-keys.js';
import { checkValue, checkValues, FINITE, SIZE } from './value-rule.js';

/** Parameters of `Linear`. */
export interface LinearOptions {
  readonly name?: string | undefined;
  /** `(Nin, Nout)`. */
  readonly weights: Matrix;
  /** Added to the output at every timestep, `(Nout)`. Default: none. A chip has no place for it. */
  readonly bias?: ArrayLike<number> | undefined;
}

/** Weights from every input to every output channel: `y = x W + b` at every timestep. Without a state. */
export class Linear implements Network {
  readonly name: string | undefined;
  readonly nin: number;
  readonly nout: number;
  readonly #tree: LinearTree;
  readonly #weights: Tensor;
  readonly #bias: Float64Array | undefined;
  readonly #product: RowProduct;

  /** Copies its options. Throws `NETWORK_INVALID` with everything that is wrong with them. */
  constructor(options: LinearOptions) {
    refuseInvalid(checkLinear(options), label('Linear', options.name));
    this.name = options.name;
    [this.nin, this.nout] = matrixShape(options.weights);
    this.#tree = linearTree(options);
    this.#weights = expandMatrix(options.weights);
    this.#bias = options.bias && Float64Array.from(options.bias);
    this.#product = rowProduct(this.#weights);
  }

  issuesFor(): readonly Issue[] {
    return [];
  }

  evolve(input: TimeSeriesInput): NetworkEvolution {
    const { nin, nout } = this;
    const series = inputSeries(input, nin, label('Linear', this.name));
    const output = blankSeries(series, nout);
    const x = series.values;
    const y = output.values;
    const bias = this.#bias;
    const rows = x.length / nin;
    for (let row = 0; row < rows; row++) {
      this.#product(x, row * nin, y, row * nout);
      if (bias !== undefined) for (let c = 0; c < nout; c++) y[row * nout + c] += bias[c];
    }
    return { output, records: [] };
  }

  resetState(): void {}

  asGraph(name: string = this.name ?? ''): GraphHolder {
    // Copies: whoever changes the arrays of a graph does not change the network.
    const weights = { shape: this.#weights.shape, data: this.#weights.data.slice() };
    const parameters = { name, weights, biases: this.#bias?.slice() };
    return asGraphHolder(LinearWeights.withOwnNodes(this.nin, this.nout, parameters));
  }

  toTree(): LinearTree {
    return this.#tree;
  }
}

function checkLinear({ weights, bias }: LinearOptions): readonly Issue[] {
  const [nin, nout] = matrixShape(weights);
  const issues = [...checkMatrix(['weights'], weights, nin, nout), ...checkSize(nin, 0), ...checkSize(nout, 1)];
  if (bias === undefined) return issues;
  const hint = 'give one bias per output channel';
  const shape = bias.length === nout ? [] : [wrongShape(['bias'], [bias.length], `(${nout})`, hint)];
  return [...issues, ...shape, ...checkValues(['bias'], bias, FINITE)];
}

const checkSize = (size: number, dimension: number): readonly Issue[] =>
  checkValue(['weights', 'shape', dimension], size, SIZE);

const linearTree = ({ name, weights, bias }: LinearOptions): LinearTree => {
  const [nin, nout] = matrixShape(weights);
  return withoutUndefined<LinearTree>({
    type: 'Linear',
    name,
    shape: [nin, nout],
    weight: matrixToTree(weights),
    bias: bias === undefined ? null : Array.from(bias),
  });
};

/** The options that a tree stands for. */
export const linearOptions = ({ name, weight, bias }: LinearTree): LinearOptions => ({
  name,
  weights: weight,
  bias: bias ?? undefined,
});

/** Everything that is wrong with the tree of a linear layer. */
export function checkLinearTree(tree: LinearTree): readonly Issue[] {
  const [nin, nout] = matrixShape(tree.weight);
  const hint = 'shape and weight must agree';
  const fits = nin === tree.shape[0] && nout === tree.shape[1];
  const shape = fits ? [] : [wrongShape(['weight'], [nin, nout], `(${tree.shape.join(', ')})`, hint)];
  return [...shape, ...inTree({ weights: ['weight'] }, checkLinear(linearOptions(tree)))];
}
