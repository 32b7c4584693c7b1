import type { NeuronTable, ReportModel } from '../../report-model.js';
import type { Linked } from '../linked.js';
import { type CellAction, type TableColumn, type TableView, tableView } from '../table/table-view.js';
import type { Section } from './section.js';

/** Numbers per neuron; pressing a neuron draws its states. */
export const tablesSection: Section = {
  id: 'neurons',
  title: 'Neurons',
  isIn: ({ neuronTables = [] }) => neuronTables.length > 0,
  open: (root, model, linked) => {
    const views = new Map<string, TableView>();
    const update = (shown: ReportModel): void => {
      const { neuronTables = [] } = shown;
      const titles = new Set(neuronTables.map(({ title }) => title));
      for (const [title, view] of views) {
        if (titles.has(title)) continue;
        view.close();
        views.delete(title);
      }
      for (const table of neuronTables) {
        const view = views.get(table.title);
        if (view === undefined) views.set(table.title, tableView(root, contentOf(table, shown, linked)));
        else view.update(contentOf(table, shown, linked));
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

function contentOf(
  table: NeuronTable,
  { runs: [run] }: ReportModel,
  { neurons }: Linked,
): Parameters<typeof tableView>[1] {
  const { title, ids, layers, columns } = table;
  const actionOf = (row: number): CellAction | undefined => {
    const [id, name] = [ids[row], layers?.[row]];
    const layer = run?.layers.find((one) => one.name === name && one.ids.includes(id as number));
    if (id === undefined || layer === undefined) return undefined;
    const neuron = { layer: layer.name, neuron: layer.ids.indexOf(id) };
    return { label: `${id}: add to the traces`, run: () => void (neurons.has(neuron) || neurons.toggle(neuron)) };
  };
  const heads: readonly TableColumn[] = [
    ...(layers === undefined ? [] : [{ name: 'layer', values: layers, isHead: true }]),
    {
      name: 'neuron',
      description: 'its hardware id; outputs count from 0',
      values: ids,
      isHead: true,
      actionOf,
    },
  ];
  return { caption: title, columns: [...heads, ...columns] };
}
