import type { Issue } from '@xylopipe/core';
import type { LayerRun, LayerTrace } from '../run/layer-run.js';

/** A layer of two runs, and the timesteps of both that belong together: `t` of the first, `t + shift` of the second. */
export interface LayerPair {
  readonly a: LayerTrace;
  readonly b: LayerTrace;
  /** Timesteps of each run. */
  readonly stepsA: number;
  readonly stepsB: number;
  /** Timesteps that the second is behind the first. */
  readonly shift: number;
  /** Timesteps of the first run that are compared. */
  readonly from: number;
  readonly to: number;
}

/** Which layers of two runs are compared, and what is wrong with the others. */
export interface LayerPairs {
  readonly pairs: readonly LayerPair[];
  readonly issues: readonly Issue[];
}

/** A name and role, by which a layer of another run is known. */
export type LayerKey = Pick<LayerTrace, 'name' | 'role'>;

/** Whether these are one layer of the network. */
const isSameLayer = (a: LayerKey, b: LayerKey): boolean => a.name === b.name && a.role === b.role;

/** What of two runs to pair. */
export interface PairOptions {
  /** Names of layers. Default: all. */
  readonly layers?: readonly string[] | undefined;
  /** Layers of a kind. Default: of both. */
  readonly role?: LayerTrace['role'] | undefined;
}

/** Pairs layers of the same name and role, in the order of the first run; those alone that are asked for. */
export function pairLayers(a: LayerRun, b: LayerRun, { layers: wanted, role }: PairOptions = {}): LayerPairs {
  const issues: Issue[] = [];
  const chosen = (layer: LayerTrace): boolean =>
    (wanted === undefined || wanted.includes(layer.name)) && (role === undefined || layer.role === role);
  const partner = (layer: LayerTrace, run: LayerRun): LayerTrace | undefined =>
    run.layers.find((other) => isSameLayer(layer, other));

  const twice = [a, b].flatMap(({ layers, label }) =>
    layers
      .filter(chosen)
      .filter((layer, i, all) => all.findIndex((other) => isSameLayer(layer, other)) !== i)
      .map((layer) => ({ layer, label })),
  );
  issues.push(...twice.map(({ layer, label }) => nameTwice(layer, label)));
  const isTwice = (layer: LayerTrace): boolean => twice.some((one) => isSameLayer(layer, one.layer));

  const pairs = a.layers.filter(chosen).flatMap((layer): LayerPair[] => {
    if (isTwice(layer)) return [];
    const other = partner(layer, b);
    if (other === undefined) {
      issues.push(layerMissing(layer, a.label, b.label));
      return [];
    }
    const shift = other.delay - layer.delay;
    const from = Math.max(0, -shift);
    const to = Math.max(from, Math.min(a.steps, b.steps - shift));
    if (to === from && a.steps > 0 && b.steps > 0) issues.push(tooShort(layer, shift));
    return [{ a: layer, b: other, stepsA: a.steps, stepsB: b.steps, shift, from, to }];
  });
  for (const layer of b.layers.filter(chosen)) {
    if (partner(layer, a) === undefined) issues.push(layerMissing(layer, b.label, a.label));
  }
  for (const name of new Set(wanted)) {
    if (![...a.layers, ...b.layers].some((layer) => layer.name === name && chosen(layer)))
      issues.push(noSuchLayer(name, a));
  }
  return { pairs, issues };
}

const layerMissing = ({ name, role }: LayerTrace, here: string, there: string): Issue => ({
  code: 'LAYER_MISSING',
  severity: 'error',
  at: ['layers', name],
  message: `the ${role} layer ${name} of ${here} is not compared: ${there} has none of that name`,
  hint: 'compare runs of the same network, with the names that its layers were given in mapping',
});

const nameTwice = ({ name, role }: LayerTrace, run: string): Issue => ({
  code: 'LAYER_NAME_TWICE',
  severity: 'error',
  at: ['layers', name],
  message: `several ${role} layers of ${run} are called ${name}: none of them is compared`,
  hint: 'give each layer a name of its own',
});

const noSuchLayer = (name: string, { layers }: LayerRun): Issue => ({
  code: 'LAYER_MISSING',
  severity: 'error',
  at: ['layers', name],
  message: `neither run has a layer ${name}`,
  hint: `name some of: ${layers.map((layer) => layer.name).join(', ') || 'none'}`,
});

const tooShort = ({ name }: LayerTrace, shift: number): Issue => ({
  code: 'RUN_TOO_SHORT',
  severity: 'error',
  at: ['layers', name],
  measured: Math.abs(shift),
  message: `layer ${name} is not compared: one run is so many timesteps behind that none is left`,
  hint: 'run for more timesteps than the network has layers',
});
