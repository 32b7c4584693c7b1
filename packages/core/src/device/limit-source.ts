import type { ChipLimits } from './limits.js';

/**
 * How a limit is known. `documented`: a public source states it. `derived`: it follows from public sources, by arithmetic or
 * from a sibling chip, but none states it. `assumed`: nothing is public, and what the chip holds may differ.
 */
export interface LimitSource {
  readonly kind: 'documented' | 'derived' | 'assumed';
  /** The public source, what it was derived from, or why it was so assumed. */
  readonly source: string;
}

/** Sources by path of a limit, e.g. `bits.bias`. One holds for all paths below its own too, and `''` for all that have no other. */
export type LimitSources = Readonly<Record<string, LimitSource>>;

/** Where a limit comes from; `undefined` where the chip's data does not say. What `assumed` lists is assumed, whoever has said what of it. */
export function limitSource(
  { sources = {}, assumed }: Pick<ChipLimits, 'sources' | 'assumed'>,
  path: string,
): LimitSource | undefined {
  const said = sourceOf(sources, path);
  if (!assumed.includes(path) || said?.kind === 'assumed') return said;
  return { kind: 'assumed', source: 'nothing is published' };
}

/** Of the longest path that leads to it. */
function sourceOf(sources: LimitSources, path: string): LimitSource | undefined {
  const own = sources[path];
  return own !== undefined || path === '' ? own : sourceOf(sources, path.slice(0, Math.max(path.lastIndexOf('.'), 0)));
}
