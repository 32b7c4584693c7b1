import type { ReportModel } from '../../report-model.js';
import { element } from '../element.js';
import type { Linked } from '../linked.js';
import { bandsOf, RASTER_PARTS, type RasterPart } from '../raster/bands.js';
import { rasterView } from '../raster/raster-view.js';
import { tracesView } from '../traces/traces-view.js';
import type { View } from '../view.js';
import type { Section } from './section.js';

const TITLES: Readonly<Record<RasterPart, string>> = { input: 'Input', hidden: 'Hidden neurons', output: 'Outputs' };

/** The rasters of input, hidden and output neurons. */
export const rastersSection: Section = {
  id: 'rasters',
  title: 'Rasters',
  isIn: (model) => RASTER_PARTS.some((part) => bandsOf(model, part).length > 0),
  open: openRasters,
};

/** The states of chosen neurons. */
export const tracesSection: Section = {
  id: 'traces',
  title: 'Traces',
  isIn: ({ runs }) => runs.length > 0,
  open: tracesView,
};

function openRasters(root: HTMLElement, model: ReportModel, linked: Linked): View {
  const parts = RASTER_PARTS.map((part) => {
    const host = element('div', {}, element('h3', {}, TITLES[part]));
    root.append(host);
    return { part, host, view: rasterView(host, model, part, linked) };
  });
  const hideEmpty = (shown: ReportModel): void => {
    for (const { part, host } of parts) host.hidden = bandsOf(shown, part).length === 0;
  };
  hideEmpty(model);
  return {
    update: (next) => {
      hideEmpty(next);
      for (const { view } of parts) view.update(next);
    },
    close: () => {
      for (const { view } of parts) view.close();
    },
  };
}
