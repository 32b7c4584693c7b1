import type { ChipLimits } from '@xylopipe/core';

/** The module that defines some limits, formatted as the workspace formats. What is not given is left out. */
export function limitsModule(limits: ChipLimits): string {
  const lines = Object.entries(limits)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${literal(value)},`);
  return `import { type ChipLimits, defineLimits } from '@xylopipe/core';

/** What ${limits.label} can hold. */
export const limits: ChipLimits = defineLimits({
${lines.join('\n')}
});
`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return grouped(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${/^\w+$/.test(key) ? key : quoted(key)}: ${literal(inner)}`)
    .join(', ')} }`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

/** With `_` between groups of three digits from five digits on, as in the chips' own limits. */
const grouped = (n: number): string =>
  Number.isInteger(n) && n >= 10_000 ? n.toLocaleString('en-US').replaceAll(',', '_') : String(n);
