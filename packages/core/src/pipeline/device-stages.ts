import type { DeviceConfig } from '../artifacts/device-config.js';
import type { Evolution } from '../artifacts/evolution.js';
import type { MappedSpec } from '../artifacts/mapped-spec.js';
import type { NetworkGraph } from '../artifacts/network-graph.js';
import type { QuantizedSpec } from '../artifacts/quantized-spec.js';
import type { Raster } from '../data/raster.js';
import type { Configurator, Deployer, DeviceSession, EvolveOptions, MapOptions, Mapper } from '../device/contract.js';
import { requireChecked, requireSession } from '../device/result-check.js';
import type { Issue } from '../issues/issue.js';
import { defineStage, type Stage, unremarkable } from './stage.js';

/** Graph to the resources of a chip. */
export const mapStage = (mapper: Mapper, options: MapOptions = {}): Stage<NetworkGraph, MappedSpec, 'map'> =>
  defineStage('map', (graph) => requireChecked(mapper.map(graph, options), 'the mapper'));

/** Integers to a configuration that is legal for a chip. */
export const configureStage = (configurator: Configurator): Stage<QuantizedSpec, DeviceConfig, 'configure'> =>
  defineStage('configure', (spec) => requireChecked(configurator.configure(spec), 'the configurator'));

/** Configuration to an opened chip, which whoever runs the pipeline has to close. */
export const deployStage = (deployer: Deployer): Stage<DeviceConfig, DeviceSession, 'deploy'> =>
  defineStage('deploy', async (config, { signal }) =>
    unremarkable(requireSession(await deployer.deploy(config, { signal }))),
  );

/** Input spikes through an opened chip; the session stays open. */
export const evolveStage = (
  input: Raster,
  options: Omit<EvolveOptions, 'signal' | 'onProgress'> = {},
): Stage<DeviceSession, Evolution, 'evolve'> =>
  defineStage('evolve', async (session, { signal, progress }) => {
    const issues: Issue[] = [];
    const watching = session.events$.subscribe(({ issue }) => issues.push(issue));
    try {
      return { value: await session.evolve(input, { ...options, signal, onProgress: progress }), issues };
    } finally {
      watching.unsubscribe();
    }
  });
