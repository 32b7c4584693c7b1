import type { NeuronLint } from './neuron-lint.js';
import type { ListPair, MatrixPair, NeuronPairs } from './neuron-pairs.js';

type WeightColumns = Pick<
  NeuronLint,
  'factor' | 'weights' | 'weightsLost' | 'sources' | 'sourcesLost' | 'rangeBits' | 'levelBits' | 'weightError'
>;

/** What became of the weights into each neuron. */
export function weightColumns({ count, into, bias }: NeuronPairs): WeightColumns {
  const columns = {
    factor: new Float64Array(count).fill(Number.NaN),
    weights: new Uint32Array(count),
    weightsLost: new Uint32Array(count),
    sources: new Uint32Array(count),
    sourcesLost: new Uint32Array(count),
    rangeBits: new Float64Array(count),
    levelBits: new Float64Array(count),
    weightError: new Float64Array(count).fill(Number.NaN),
  };
  for (let target = 0; target < count; target++) {
    const found = weightsInto(into, target);
    columns.weights[target] = found.weights;
    columns.weightsLost[target] = found.lost;
    columns.sources[target] = found.sources;
    columns.sourcesLost[target] = found.sourcesLost;
    columns.rangeBits[target] = found.largest === 0 ? 0 : 1 + Math.log2(1 + found.largest);
    columns.levelBits[target] = Math.log2(Math.max(found.levels.size, 1));
    if (found.weights === 0) {
      columns.factor[target] = biasFactor(bias, target);
      continue;
    }
    const { qq, qw, ww } = found;
    columns.factor[target] = qw / ww;
    columns.weightError[target] = qw > 0 ? 100 * Math.sqrt(Math.max((qq * ww) / (qw * qw) - 1, 0)) : 100;
  }
  return columns;
}

/** NaN where the bias tells of none. */
function biasFactor({ mapped, quantized }: ListPair, n: number): number {
  const quotient = (quantized[n] as number) / (mapped[n] as number);
  return quotient > 0 && Number.isFinite(quotient) ? quotient : Number.NaN;
}

interface Found {
  weights: number;
  lost: number;
  sources: number;
  sourcesLost: number;
  /** Largest `|q|`, without its shift. */
  largest: number;
  readonly levels: Set<number>;
  /** Sums of squares and products of integers and real numbers. */
  qq: number;
  qw: number;
  ww: number;
}

function weightsInto(matrices: readonly MatrixPair[], target: number): Found {
  const found: Found = {
    weights: 0,
    lost: 0,
    sources: 0,
    sourcesLost: 0,
    largest: 0,
    levels: new Set(),
    qq: 0,
    qw: 0,
    ww: 0,
  };
  for (const matrix of matrices) if (target < matrix.targets) addWeights(found, matrix, target);
  return found;
}

function addWeights(found: Found, matrix: MatrixPair, target: number): void {
  const { sources, targets, synapses, mapped, quantized, mappedUnit, quantizedUnit } = matrix;
  for (let source = 0; source < sources; source++) {
    const start = (source * targets + target) * synapses;
    let [had, has] = [false, false];
    for (let i = start; i < start + synapses; i++) {
      const [real, integer] = [mapped[i] as number, quantized[i] as number];
      if (integer !== 0) has = true;
      found.largest = Math.max(found.largest, Math.abs(integer));
      const [w, q] = [real * mappedUnit, integer * quantizedUnit];
      found.qq += q * q;
      if (w === 0) continue;
      had = true;
      found.weights++;
      if (q === 0) found.lost++;
      found.levels.add(q);
      found.qw += q * w;
      found.ww += w * w;
    }
    if (had) found.sources++;
    if (had && !has) found.sourcesLost++;
  }
}
