import {
  type DeviceConfig,
  type DeviceSession,
  type Evolution,
  type MappedSpec,
  type NetworkGraph,
  type QuantizedSpec,
  type Raster,
  specSizes,
  XylopipeError,
} from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import type { Xylopipe } from 'xylopipe';
import { type Outcome, refusalOf } from './outcome.js';
import { outcomeOf } from './pipeline-outcome.js';
import type { Settings } from './settings.js';

/** Most values of a state, timesteps times neurons: a page holds some dozens such. */
const MOST_CELLS = 2 ** 23;

/** A network in the shape of a chip; the graph is there also where it does not go into that shape. */
export interface Placed extends Outcome<MappedSpec> {
  readonly graph?: NetworkGraph | undefined;
}

/** Brings a network into the shape of a chip. */
export async function placeOnChip(
  xylopipe: Xylopipe,
  network: Network,
  { chipId: device, map }: Settings,
): Promise<Placed> {
  try {
    const run = xylopipe.pipeline({ device, map }).until('map').run(network);
    return { ...(await outcomeOf(run)), graph: run.artifacts.get('extract') as NetworkGraph | undefined };
  } catch (error) {
    return { issues: refusalOf('map', error), timings: {} };
  }
}

/** What came of a network on a chip; the members are there as far as it got. */
export interface OnChip {
  readonly quantized?: QuantizedSpec | undefined;
  readonly config?: DeviceConfig | undefined;
  /** With all states. */
  readonly evolution?: Evolution | undefined;
}

/** Quantizes and configures a network, and evolves it from rest where there is an input. */
export async function runOnChip(
  xylopipe: Xylopipe,
  spec: MappedSpec,
  input: Raster | undefined,
  { chipId: device, quantize }: Settings,
): Promise<Outcome<true> & OnChip> {
  const tooLarge = input && sizeRefusal(spec, input);
  const options = { device, quantize, record: true } as const;
  const run =
    input === undefined || tooLarge
      ? xylopipe.pipeline(options).from('quantize').until('configure').run(spec)
      : xylopipe
          .pipeline({ ...options, input })
          .from('quantize')
          .run(spec);
  const { value, issues, timings } = await outcomeOf<unknown>(run);
  const { artifacts } = run;
  await (artifacts.get('deploy') as DeviceSession | undefined)?.close();
  return {
    value: value === undefined || tooLarge ? undefined : true,
    issues: tooLarge ? [...issues, ...refusalOf('evolve', tooLarge)] : issues,
    timings,
    quantized: artifacts.get('quantize') as QuantizedSpec | undefined,
    config: artifacts.get('configure') as DeviceConfig | undefined,
    evolution: artifacts.get('evolve') as Evolution | undefined,
  };
}

function sizeRefusal(spec: MappedSpec, { steps }: Raster): XylopipeError | undefined {
  const { hidden, outputs } = specSizes(spec);
  const cells = steps * (hidden + outputs);
  if (cells <= MOST_CELLS) return undefined;
  const message = `${steps} timesteps of ${hidden + outputs} neurons are more than a page can hold, ${MOST_CELLS} values of each state`;
  return new XylopipeError('RUN_TOO_LARGE', message, { hint: 'give a shorter raster, or use xylopipe run --report' });
}
