import { arrayDifference } from '../equality/differences.js';
import type { PlacedValues } from './placed-values.js';

/** Where two networks lie differently: the first place of every field. */
export const placedDifferences = (actual: PlacedValues, expected: PlacedValues): readonly string[] => [
  ...FIELDS.flatMap((field) => arrayDifference(field, actual[field], expected[field])),
  ...arrayDifference('aliases', actual.aliases.map(String), expected.aliases.map(String)),
];

const FIELDS = [
  'weightsIn',
  'weightsRec',
  'weightsOut',
  'dashMem',
  'dashSyn',
  'dashSyn2',
  'threshold',
  'bias',
] as const satisfies readonly (keyof PlacedValues)[];
