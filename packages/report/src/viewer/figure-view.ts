import type { ReportModel } from '../report-model.js';
import { element } from './element.js';
import type { View } from './view.js';

/** Makes a figure of a model, `width` CSS pixels wide, as SVG text; `undefined` where there is nothing to show. */
export type DrawFigure = (model: ReportModel, width: number) => string | undefined;

/** Figures get no wider: their text would look lost. */
const WIDEST = 900;

/** A figure that does not move, drawn as wide as there is room, appended to `root`. */
export function figureView(root: HTMLElement, model: ReportModel, draw: DrawFigure): View {
  const host = element('div', { class: 'xp-figure' });
  root.append(host);
  let shown = model;
  let width = 0;
  const render = (): void => {
    const svg = draw(shown, width);
    host.replaceChildren(...(svg === undefined ? [] : [imported(svg)]));
  };
  const size = new ResizeObserver(() => {
    const room = Math.min(WIDEST, host.clientWidth);
    if (room === width || room === 0) return;
    width = room;
    render();
  });
  width = Math.min(WIDEST, host.clientWidth || WIDEST);
  render();
  size.observe(host);
  return {
    update: (next) => {
      shown = next;
      render();
    },
    close: () => {
      size.disconnect();
      host.remove();
    },
  };
}

/** SVG text as an element of this page; as XML, so that no part of it is taken for anything else. */
function imported(svg: string): Node {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
