import { expect, it } from 'vitest';
import { isZoom } from './wheel.js';

const plain = { ctrlKey: false, metaKey: false };

/** A plot in something that may have the focus. */
function plotWith(focus: 'plot' | 'page'): Parameters<typeof isZoom>[1] {
  const host = {} as Element;
  return { closest: () => host, ownerDocument: { activeElement: focus === 'plot' ? host : null } } as never;
}

it.each([
  ['turns over a plot without the focus', plain, 'page', 1.2, false, false],
  ['turns with Ctrl', { ...plain, ctrlKey: true }, 'page', 1.2, false, true],
  ['turns with the command key', { ...plain, metaKey: true }, 'page', 0.8, true, true],
  ['turns over the plot with the focus', plain, 'plot', 1.2, true, true],
  ['zooms out of a part', plain, 'plot', 0.8, false, true],
  ['zooms out of everything', plain, 'plot', 0.8, true, false],
] as const)('%s', (_, keys, focus, factor, isFull, zooms) => {
  expect(isZoom(keys, plotWith(focus), factor, isFull)).toBe(zooms);
});
