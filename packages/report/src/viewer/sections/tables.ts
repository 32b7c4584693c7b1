import type { NeuronTable, ReportModel } from '../../report-model.js';
import { type TableView, tableView } from '../table/table-view.js';
import type { Section } from './section.js';

/** Numbers per neuron. */
export const tablesSection: Section = {
  id: 'neurons',
  title: 'Neurons',
  isIn: ({ neuronTables = [] }) => neuronTables.length > 0,
  open: (root, model) => {
    const views = new Map<string, TableView>();
    const update = ({ neuronTables = [] }: ReportModel): void => {
      const titles = new Set(neuronTables.map(({ title }) => title));
      for (const [title, view] of views) {
        if (titles.has(title)) continue;
        view.close();
        views.delete(title);
      }
      for (const table of neuronTables) {
        const view = views.get(table.title);
        if (view === undefined) views.set(table.title, tableView(root, contentOf(table)));
        else view.update(contentOf(table));
      }
    };
    update(model);
    return {
      update,
      close: () => {
        for (const view of views.values()) view.close();
      },
    };
  },
};

const contentOf = ({ title, columns }: NeuronTable): Parameters<typeof tableView>[1] => ({ caption: title, columns });
