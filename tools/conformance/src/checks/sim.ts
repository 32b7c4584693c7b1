import {
  deviceConfigFromSpec,
  type Evolution,
  integerSpec,
  type Nested,
  Raster,
  SIGNAL_FILE_NAMES,
  SIGNAL_NAMES,
  tensorFromNested,
} from '@xylopipe/core';
import type { XyloSimulator } from '@xylopipe/xylo-sim';
import type { Context } from '../context.js';
import { arrayDifference, firstOf, sha256OfInt16, valueDifference } from '../difference.js';
import { openSimulator } from '../open-simulator.js';
import { type RecordedSpec, readSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';

type FileName = (typeof SIGNAL_FILE_NAMES)[keyof typeof SIGNAL_FILE_NAMES];

/** One evolve call; in hash mode there are hashes and last rows instead of arrays. */
export interface Segment {
  readonly reset_before?: boolean;
  readonly input: readonly (readonly number[])[];
  readonly expected: { readonly [F in FileName]?: readonly Nested[] } & {
    readonly hibernation: readonly number[] | null;
    readonly sha256?: Readonly<Record<FileName, string>>;
    readonly final?: Readonly<Partial<Record<FileName, readonly number[]>>>;
  };
}

export interface SimFile {
  readonly name: string;
  readonly core: 'v1' | 'v2';
  readonly device: string;
  readonly spec: RecordedSpec;
  readonly segments?: readonly Segment[];
  readonly input: Segment['input'];
  readonly expected: Segment['expected'];
}

/** `sim/`: every state of the bit-precise simulator, over one or several evolve calls. */
export function checkSim(json: unknown, context: Context): readonly CaseResult[] {
  const file = json as SimFile;
  return [
    runCase(file.name, () => {
      const config = deviceConfigFromSpec(integerSpec(readSpec(file.spec, file.device)));
      const simulator = openSimulator(config, context, file.core);
      const channels = config.weightsIn.shape[0] as number;
      return firstOf(segmentsOf(file).map((segment, i) => () => checkSegment(simulator, segment, channels, i)));
    }),
  ];
}

/** The calls of a case, of which a file with only one makes no list. */
export const segmentsOf = ({ segments, input, expected }: SimFile): readonly Segment[] =>
  segments ?? [{ input, expected }];

function checkSegment(simulator: XyloSimulator, segment: Segment, channels: number, index: number): string | undefined {
  if (segment.reset_before === true) simulator.resetState();
  return segmentDifference(
    simulator.evolve(Raster.fromNested(segment.input, channels), { record: true }),
    segment,
    index,
  );
}

/** The first recorded state of a call that an evolution does not have. */
export function segmentDifference(evolution: Evolution, { expected }: Segment, index: number): string | undefined {
  const difference = firstOf(
    SIGNAL_NAMES.map((name) => () => {
      const fileName = SIGNAL_FILE_NAMES[name];
      const actual = evolution.signals[name];
      if (actual === undefined) return `${fileName} was not recorded`;
      const neurons = actual.shape[1] as number;
      const whole = expected[fileName];
      const last = expected.final?.[fileName];
      return firstOf([
        () => (whole === undefined ? undefined : arrayDifference(fileName, actual.data, tensorFromNested(whole).data)),
        () =>
          last === undefined
            ? undefined
            : arrayDifference(`last row of ${fileName}`, actual.data.subarray(-neurons), last),
        () =>
          expected.sha256 === undefined
            ? undefined
            : valueDifference(`hash of ${fileName}`, sha256OfInt16(actual.data), expected.sha256[fileName]),
      ]);
    }),
  );
  const found = difference ?? valueDifference('hibernation', evolution.hibernation, expected.hibernation);
  return found === undefined ? undefined : `segment ${index}: ${found}`;
}
