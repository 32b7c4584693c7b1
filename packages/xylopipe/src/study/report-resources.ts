import type { AnySpec, ChipLimits } from '@xylopipe/core';
import type { ReportResource } from '@xylopipe/report';
import { type FitResources, resourcesOf } from '../fit-resources.js';

const NAMES: Readonly<Record<keyof FitResources, string>> = {
  inputs: 'input channels',
  hidden: 'hidden neurons',
  inputExpansion: 'hidden neurons fed by the input',
  outputExpansion: 'hidden neurons driving outputs',
  outputs: 'output neurons',
  synapses: 'synapses per hidden neuron',
  fanOut: 'largest fan-out',
  recurrentWords: 'recurrent connections',
  aliasTargets: 'alias targets of a neuron',
};

/** What a specification takes of a chip, as a report shows it. */
export function reportResources(spec: AnySpec, limits: ChipLimits): readonly ReportResource[] {
  const uses = resourcesOf(spec, limits);
  return Object.entries(NAMES).map(([resource, name]) => ({ name, ...uses[resource as keyof FitResources] }));
}
