import { deviceConfigFromJson, networkGraphFromJson, networkTreeFromJson, XylopipeError } from '@xylopipe/core';
import { networkTreeFromRockpool, samnaConfigFromJson, specificationFromJson } from '@xylopipe/formats';
import type { ArtifactDefaults, StageInput } from './stage-input.js';

/** The artifact in JSON, recognised by what it says of itself. Throws `NOT_AN_ARTIFACT`, and what the codecs throw. */
export function artifactFromJson(json: unknown, { chipId, dt, stage, architecture }: ArtifactDefaults): StageInput {
  const own = { layout: 'xylopipe', issues: [] } as const;
  const has = (key: string): boolean => typeof json === 'object' && json !== null && key in json;
  const { format } = (has('format') ? json : {}) as { readonly format?: unknown };
  if (format === 'xylopipe/graph') return { ...own, stage: 'map', artifact: networkGraphFromJson(json) };
  if (format === 'xylopipe/config') return { ...own, stage: 'deploy', artifact: deviceConfigFromJson(json) };
  if (format === 'xylopipe/network' || has('type')) {
    return { ...own, stage: 'extract', artifact: networkTreeFromJson(json) };
  }
  if (has('value0')) {
    const read = samnaConfigFromJson(json, { dt });
    return { layout: 'samna', stage: 'deploy', artifact: read.value, issues: read.issues };
  }
  const layout = format === undefined ? 'rockpool' : 'xylopipe';
  if (format === 'xylopipe/specification' || has('weights_in')) {
    const asked = stage === 'quantize' ? 'mapped' : stage === 'configure' ? 'quantized' : undefined;
    const read = specificationFromJson(json, { chipId, dt, ...(format === undefined && { stage: asked }) });
    return read.value.stage === 'mapped'
      ? { layout, stage: 'quantize', artifact: read.value, issues: read.issues }
      : { layout, stage: 'configure', artifact: read.value, issues: read.issues };
  }
  if (format === undefined) {
    const { value, ...read } = networkTreeFromRockpool(json, { architecture });
    return { layout, stage: 'extract', artifact: value, ...read };
  }
  throw new XylopipeError('NOT_AN_ARTIFACT', `there is no artifact of format ${JSON.stringify(format)}`, {
    hint:
      format === 'xylopipe/run'
        ? 'it is a recipe: repeat the run with xylopipe run --recipe'
        : 'give a network, graph, specification or configuration; rasters go with --input',
  });
}
