import type { ConversionEntry } from '@xylopipe/nir';

/** Everything that was changed on the way from a file to a network, for people. */
export function conversionLines(report: readonly ConversionEntry[]): readonly string[] {
  const nodes = column(
    'node',
    report.map(({ node }) => node || '(file)'),
  );
  const changes = column(
    'change',
    report.map(({ change }) => change),
  );
  const errors = ['expected error', ...report.map(errorOf)];
  const [heading = '', ...heads] = errors.map((error, i) => `${nodes[i]}  ${changes[i]}  ${error}`);
  return [heading, ...report.flatMap(({ what, why }, i) => [heads[i] ?? '', `  ${what}`, `  why: ${why}`])];
}

/** Texts of one length. */
function column(heading: string, texts: readonly string[]): readonly string[] {
  const width = Math.max(heading.length, ...texts.map(({ length }) => length));
  return [heading, ...texts].map((text) => text.padEnd(width));
}

function errorOf({ expectedError }: ConversionEntry): string {
  if (expectedError === null) return 'depends on the input';
  const { value, unit } = expectedError;
  return value === 0 ? 'none' : `${Number(value.toPrecision(3))} ${unit}`;
}
