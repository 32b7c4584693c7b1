import type { ChipLimits, Issue, LayerPlacement } from '@xylopipe/core';
import { type GenericNeurons, LifNeurons } from '@xylopipe/graph';
import { labelOf } from '../module-names.js';
import type { Layers } from './layers.js';

/** Everything that keeps layers from becoming neurons of the chip. */
export function checkNeurons({ hidden, outputs }: Layers, limits: ChipLimits): readonly Issue[] {
  // Where no layer has a dt, a design rule says so once.
  const timed = [...hidden, ...outputs].some((module) => module instanceof LifNeurons && module.dt !== undefined);
  const check = (role: LayerPlacement['role']) => (module: GenericNeurons) => checkLayer(module, role, timed, limits);
  return [...outputs.flatMap(check('output')), ...hidden.flatMap(check('hidden'))];
}

function checkLayer(
  module: GenericNeurons,
  role: LayerPlacement['role'],
  timed: boolean,
  limits: ChipLimits,
): readonly Issue[] {
  if (!(module instanceof LifNeurons)) return [unsupported(module)];
  const issues = checkSynapses(module, role, limits);
  if (module.dt !== undefined) return [...issues, ...checkTaus(module, module.dt)];
  return timed ? [...issues, noDt(module)] : issues;
}

const unsupported = (module: GenericNeurons): Issue => ({
  code: 'MAP_UNSUPPORTED_NEURONS',
  severity: 'error',
  at: [module.name],
  measured: module.type,
  limit: 'LifNeurons',
  message: `nothing is known of ${labelOf(module)} but their number`,
  hint: 'use leaky integrate-and-fire neurons, i.e. Lif layers',
});

const noDt = (module: LifNeurons): Issue => ({
  code: 'MAP_NO_DT',
  severity: 'error',
  at: [module.name, 'dt'],
  message: `${labelOf(module)} do not say how long a timestep is`,
  hint: 'set dt, in seconds, on this layer as on the others',
});

function checkSynapses(module: LifNeurons, role: LayerPlacement['role'], limits: ChipLimits): readonly Issue[] {
  const limit = role === 'output' ? 1 : limits.synapsesPerHidden;
  // On a chip with one synapse for all neurons, a design rule has said it.
  if (module.synapses <= limit || limits.synapsesPerHidden === 1) return [];
  return [
    {
      code: 'MAP_TOO_MANY_SYNAPSES',
      severity: 'error',
      at: [module.name],
      measured: module.synapses,
      limit,
      message: `${role} ${labelOf(module)} have more synapses per neuron than ${limits.chipId}`,
      hint: `give the layer ${limit === 1 ? 'as many inputs as neurons' : `at most ${limit} inputs per neuron`}`,
    },
  ];
}

/** The shortest decay that a chip knows takes more than a timestep. */
function checkTaus(module: LifNeurons, dt: number): readonly Issue[] {
  const taus = { tauMem: module.tauMem, tauSyn: module.tauSyn.data };
  return Object.entries(taus).flatMap(([field, values]) => {
    const short = values.filter((tau) => tau <= dt).length;
    if (short === 0) return [];
    const measured = values.reduce((a, b) => Math.min(a, b));
    return [
      {
        code: 'MAP_TAU_NOT_ABOVE_DT',
        severity: 'error',
        at: [module.name, field, values.indexOf(measured)],
        measured,
        limit: `> ${dt}`,
        message: `${short} of ${values.length} time constants ${field} of ${labelOf(module)} are not longer than a timestep`,
        hint: 'use longer time constants or a shorter dt',
      },
    ];
  });
}
