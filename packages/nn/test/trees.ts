import type { ChainTree, ExpSynTree, FFwdStackTree, LifTree, LinearTree, NetworkTree } from '@xylopipe/core';
import fc from 'fast-check';

type Arbitrary<T> = fc.Arbitrary<T>;

const number = fc.double({ min: -2, max: 2, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 2, noNaN: true });
const list = <T>(element: Arbitrary<T>, length: number): Arbitrary<T[]> =>
  fc.array(element, { minLength: length, maxLength: length });
const rows = (n: number, m: number): Arbitrary<number[][]> => list(list(number, m), n);

/** Either one value for all, or one each. */
const perNeuron = (element: Arbitrary<number>, n: number): Arbitrary<number | number[]> =>
  fc.oneof(element, list(element, n));
const perSynapse = (element: Arbitrary<number>, n: number, s: number): Arbitrary<number | number[][]> =>
  fc.oneof(element, list(list(element, s), 1), list(list(element, s), n));

const leaks = (n: number, s: number): Arbitrary<Partial<LifTree>> => {
  const factor = fc.double({ min: 0, max: 1, noNaN: true });
  const dash = fc.integer({ min: 0, max: 8 });
  return fc.oneof(
    fc.record({ tau_mem: perNeuron(positive, n), tau_syn: perSynapse(positive, n, s) }),
    fc.record({
      leak_mode: fc.constant('bitshifts' as const),
      dash_mem: perNeuron(dash, n),
      dash_syn: perSynapse(dash, n, s),
    }),
    fc.record({
      leak_mode: fc.constant('decays' as const),
      alpha: perNeuron(factor, n),
      beta: perSynapse(factor, n, s),
    }),
  );
};

/** LIF layers of `n` neurons with `s` synapses, of every leak mode, recurrent or not. */
export const lifTrees = (n: number, s: number): Arbitrary<LifTree> =>
  fc.tuple(leaks(n, s), fc.boolean()).chain(([leak, recurrent]) =>
    fc.record(
      {
        type: fc.constantFrom('LIF' as const, ...(leak.leak_mode === undefined ? ['LIFBitshift' as const] : [])),
        shape: fc.constant([n * s, n] as const),
        threshold: perNeuron(positive, n),
        bias: perNeuron(number, n),
        has_rec: fc.constant(recurrent),
        w_rec: recurrent ? rows(n, n * s) : fc.constant(null),
        dt: fc.constant(0.01),
        ...Object.fromEntries(Object.entries(leak).map(([key, value]) => [key, fc.constant(value)])),
        name: fc.string(),
        max_spikes_per_dt: fc.integer({ min: 1, max: 40 }),
        initial_state: fc.record({ vmem: list(number, n), isyn: rows(n, s), spikes: list(fc.nat(3), n) }),
      },
      {
        requiredKeys: ['type', 'shape', 'threshold', 'bias', 'has_rec', 'w_rec', 'dt', ...Object.keys(leak)] as never[],
      },
    ),
  ) as Arbitrary<LifTree>;

/** Weights from `nin` to `nout`, as rows or as one value. */
const linearTrees = (nin: number, nout: number): Arbitrary<LinearTree> =>
  fc.record({
    type: fc.constant('Linear' as const),
    shape: fc.constant([nin, nout] as const),
    weight: fc.oneof(rows(nin, nout), fc.record({ shape: fc.constant([nin, nout] as const), fill: number })),
    bias: fc.option(list(number, nout)),
  });

/** A weight and a neuron layer for every step from one of `sizes` to the next, `s` synapses per neuron. */
const layers = (sizes: readonly number[], s: number): Arbitrary<NetworkTree[]> => {
  const parts = sizes
    .slice(1)
    .flatMap((n, i): Arbitrary<NetworkTree>[] => [linearTrees(sizes[i], n * s), lifTrees(n, s)]);
  return fc.tuple(...parts);
};

const expSynTrees = (n: number): Arbitrary<ExpSynTree> =>
  fc.record({
    type: fc.constant('ExpSyn' as const),
    shape: fc.constant([n] as const),
    tau: perNeuron(positive, n),
    dt: fc.constant(0.01),
  });

/** Nested networks of `n` channels throughout, with every kind of layer and container. */
export const networkTrees = (n: number): Arbitrary<NetworkTree> => {
  const { tree } = fc.letrec<{ tree: NetworkTree }>((tie) => {
    const children = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
    const sequence = fc
      .integer({ min: 1, max: 3 })
      .chain((s) => layers([n, n + 1, n], s))
      .map((parts): ChainTree => ({ type: 'Sequential', children: parts }));
    const chain = fc.record<ChainTree>({ type: fc.constantFrom('Sequential', 'Residual'), children });
    const stack = children.chain((parts) =>
      fc.record<FFwdStackTree>({
        type: fc.constant('FFwdStack' as const),
        children: fc.constant(parts),
        weights: list(rows(n, n), parts.length - 1),
      }),
    );
    return { tree: fc.oneof({ maxDepth: 2 }, sequence, expSynTrees(n), chain, stack) };
  });
  return tree;
};

/** Rasters of `n` channels as nested lists, of 1 to `maxSteps` timesteps. */
export const inputs = (n: number, maxSteps: number): Arbitrary<number[][]> =>
  fc.array(list(fc.constantFrom(0, 0, 0, 1, 2, 0.5, -1), n), { minLength: 1, maxLength: maxSteps });
