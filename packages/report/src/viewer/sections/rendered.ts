import type { ReportModel } from '../../report-model.js';
import { element } from '../element.js';
import type { View } from '../view.js';

/** A view that is made anew for every model: for what has no state that a reader would lose. */
export function renderedView(
  root: HTMLElement,
  model: ReportModel,
  render: (model: ReportModel) => readonly Node[],
): View {
  const host = element('div');
  root.append(host);
  host.append(...render(model));
  return {
    update: (next) => host.replaceChildren(...render(next)),
    close: () => host.remove(),
  };
}
