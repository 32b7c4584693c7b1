import type { LayerMap } from './layer-map.js';

/**
 * The column of every box: one behind those that lead to it. Links that close a circle, found depth first from the input,
 * are recurrent and do not count.
 */
export function columnsOf({ boxes, links }: LayerMap): readonly number[] {
  const columns = new Array<number>(boxes.length).fill(-1);
  const open = new Set<number>();
  const done = new Set<number>();
  const order: number[] = [];
  const forward = new Map<number, number[]>();
  const visit = (box: number): void => {
    open.add(box);
    for (const { from, to } of links) {
      if (from !== box || open.has(to)) continue;
      forward.set(box, [...(forward.get(box) ?? []), to]);
      if (!done.has(to)) visit(to);
    }
    open.delete(box);
    done.add(box);
    order.unshift(box);
  };
  for (let box = 0; box < boxes.length; box++) if (!done.has(box)) visit(box);
  for (const box of order) {
    columns[box] = Math.max(columns[box] as number, box === 0 ? 0 : 1);
    for (const to of forward.get(box) ?? [])
      columns[to] = Math.max(columns[to] as number, (columns[box] as number) + 1);
  }
  return columns;
}
