import type { Issue, IssuePath, NetworkTree } from '@xylopipe/core';
import type { ExpSynArchitecture, LifArchitecture, LinearArchitecture } from './architecture.js';
import {
  contradiction,
  hasWholeSynapses,
  missingParameter,
  unevenSynapses,
  unknownParameter,
  wrongShape,
} from './differences.js';
import { type LifDraft, type Place, readExpSyn, readLif, readLinear } from './draft.js';

/** A module with parameters of its own, held against the architecture; nothing where an issue says why. */
export function describedLeaf(
  architecture: LinearArchitecture | LifArchitecture | ExpSynArchitecture,
  content: unknown,
  place: Place,
  issues: Issue[],
): NetworkTree | undefined {
  const { at } = place;
  switch (architecture.type) {
    case 'Linear': {
      const { shape } = architecture;
      const draft = readLinear(content, place, issues);
      if (draft === undefined) return undefined;
      checkBias(architecture, draft.bias, [...at, 'bias'], issues);
      checkShape(draft.weight, [shape], [...at, 'weight'], issues);
      checkShape(draft.bias, [[shape[1]]], [...at, 'bias'], issues);
      return { ...draft, shape };
    }
    case 'ExpSyn': {
      const draft = readExpSyn(content, place, issues);
      if (draft === undefined) return undefined;
      checkShape(draft.tau, [architecture.shape], [...at, 'tau'], issues);
      const { at: _, ...tree } = draft;
      return { ...tree, shape: architecture.shape };
    }
    default: {
      const draft = readLif(architecture.type, content, place, issues);
      if (draft === undefined) return undefined;
      checkSettings(architecture, draft, issues);
      checkLifShapes(architecture, draft, issues);
      const { at: _, leaves: __, ...tree } = draft;
      return { ...tree, shape: architecture.shape };
    }
  }
}

function checkBias({ bias }: LinearArchitecture, found: unknown, at: IssuePath, issues: Issue[]): void {
  if (bias === null && found !== null) issues.push(unknownParameter(at, 'the architecture says that there is none'));
  if (bias && found === null) issues.push(missingParameter(at));
}

/** Whether recurrence and decay are those that the architecture says, as far as it says. */
function checkSettings({ has_rec, leak_mode }: LifArchitecture, { at, ...draft }: LifDraft, issues: Issue[]): void {
  const leak = draft.leak_mode ?? 'taus';
  if (leak_mode !== undefined && leak_mode !== leak) issues.push(contradiction([...at, 'leak_mode'], leak, leak_mode));
  if (has_rec === undefined || has_rec === draft.has_rec) return;
  const isSaid = draft.leaves._has_rec != null;
  if (has_rec && !isSaid) issues.push(missingParameter([...at, 'w_rec']));
  else issues.push(contradiction([...at, isSaid ? '_has_rec' : 'w_rec'], String(draft.has_rec), String(has_rec)));
}

function checkLifShapes({ shape }: LifArchitecture, { at, ...draft }: LifDraft, issues: Issue[]): void {
  if (!hasWholeSynapses(shape)) {
    issues.push({
      ...unevenSynapses(at, shape),
      hint: 'give shape as [Nin, N] in the architecture, Nin a multiple of N',
    });
    return;
  }
  const [nin, n] = shape;
  const synapses = nin / n;
  for (const key of ['tau_mem', 'dash_mem', 'alpha', 'threshold', 'bias'] as const) {
    checkShape(draft[key], [[n]], [...at, key], issues);
  }
  for (const key of ['tau_syn', 'dash_syn', 'beta'] as const) {
    checkShape(
      draft[key],
      [
        [n, synapses],
        [1, synapses],
      ],
      [...at, key],
      issues,
    );
  }
  checkShape(draft.leaves.w_rec, [[n, nin]], [...at, 'w_rec'], issues);
}

/** One number stands for all; what is missing has no shape. */
function checkShape(value: unknown, limits: readonly (readonly number[])[], at: IssuePath, issues: Issue[]): void {
  if (!Array.isArray(value)) return;
  const measured =
    Array.isArray(value[0]) || limits[0]?.length === 2 ? [value.length, value[0]?.length ?? 0] : [value.length];
  const fits = limits.some(
    (limit) => limit.length === measured.length && limit.every((size, i) => size === measured[i]),
  );
  if (!fits) issues.push(wrongShape(at, measured, limits));
}
