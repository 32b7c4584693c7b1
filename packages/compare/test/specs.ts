import type { AnySpec, LayerPlacement } from '@xylopipe/core';

/** Connections of a test's network: `[source, target]` or `[source, target, weight]`. */
type Connection = readonly [source: number, target: number, weight?: number];

interface SpecPlan {
  readonly hidden: number;
  readonly outputs: number;
  readonly synapses?: 1 | 2;
  /** From input channels, between hidden ids, from hidden ids to outputs; on the last synapse. */
  readonly input?: readonly Connection[];
  readonly recurrent?: readonly Connection[];
  readonly output?: readonly Connection[];
  readonly aliases?: readonly Connection[];
  readonly layers?: readonly LayerPlacement[];
  readonly threshold?: readonly number[];
}

/** A specification of one input channel and all expansion, with these connections; firing levels are `100 + id`. */
export function spec(plan: SpecPlan): AnySpec {
  const { hidden, outputs, synapses = 1 } = plan;
  const weights = (sources: number, targets: number, connections: readonly Connection[] = [], per = 1): Int8Array => {
    const data = new Int8Array(sources * targets * per);
    for (const [source, target, weight = 1] of connections) data[(source * targets + target) * per + per - 1] = weight;
    return data;
  };
  const values = (count: number) => new Int16Array(count);
  return {
    chipId: 'test',
    dt: 0.001,
    weightsIn: { shape: [1, hidden, synapses], data: weights(1, hidden, plan.input, synapses) },
    weightsRec: { shape: [hidden, hidden, synapses], data: weights(hidden, hidden, plan.recurrent, synapses) },
    weightsOut: { shape: [hidden, outputs], data: weights(hidden, outputs, plan.output) },
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    dashMem: values(hidden),
    dashSyn: values(hidden),
    dashSyn2: values(hidden),
    dashMemOut: values(outputs),
    dashSynOut: values(outputs),
    threshold: Int16Array.from(plan.threshold ?? values(hidden).map((_, id) => 100 + id)),
    thresholdOut: values(outputs).map((_, id) => 200 + id),
    bias: values(hidden),
    biasOut: values(outputs),
    aliases: Array.from({ length: hidden }, (_, id) =>
      (plan.aliases ?? []).filter(([source]) => source === id).map(([, target]) => target),
    ),
    layers: plan.layers ?? [],
  };
}
