import { type LayerRun, runOfEvolution } from '@xylopipe/compare';
import { type Evolution, type MappedSpec, Raster } from '@xylopipe/core';
import { type Device, DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { Lif, Linear, normalWeights, Sequential, seededRandom } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { syns65302 } from '@xylopipe/xylo-syns65302';

const random = seededRandom(7);
const lif = (n: number): Lif => new Lif({ n, tauMem: 0.03, tauSyn: 0.013, threshold: 1, dt: 0.001 });
const weights = (nin: number, nout: number): Linear => new Linear({ weights: normalWeights(nin, nout, { random }) });
const network = new Sequential([weights(5, 12), lif(12), weights(12, 9), lif(9), weights(9, 3), lif(3)]);

export const device: Device = new DeviceRegistry([syns65302]).get('syns65302');

/** A small network on its chip. */
export const mapped: MappedSpec = device.mapper.map(toNetworkGraph(network.asGraph())).value;

export const rasters: readonly Raster[] = Array.from({ length: 3 }, () =>
  Raster.fromValues(
    60,
    5,
    Array.from({ length: 300 }, () => Math.floor(3 * random() ** 2)),
  ),
);

/** What the network answers to the recordings with weights of so many bits. */
export const evolutions = (bitsPerWeight: number): readonly Evolution[] => {
  const simulator = XyloSimulator.from(quantize(mapped, { bitsPerWeight }).value);
  return rasters.map((raster) => {
    simulator.resetState();
    return simulator.evolve(raster, { record: ['spikesHidden'] });
  });
};

export const runOf = (evolution: Evolution): LayerRun => runOfEvolution(evolution, mapped, { label: 'run' }).value;

/** Stands for the float network. */
export const reference: readonly LayerRun[] = evolutions(8).map(runOf);
