import type { LayerComparison, LayerDivergence, RunComparison } from '@xylopipe/compare';
import { causeText } from '../../cause-text.js';
import { percent, readable } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { button, element } from '../element.js';
import type { Linked } from '../linked.js';
import { ownStep } from '../raster/divergence.js';
import { type TableColumn, tableView } from '../table/table-view.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** How the runs compare, layer by layer, and where they part. */
export const comparisonSection: Section = {
  id: 'comparison',
  title: 'Comparison',
  isIn: ({ comparisons = [] }) => comparisons.length > 0,
  open: (root, model, linked) =>
    renderedView(root, model, (shown) => (shown.comparisons ?? []).map((one) => comparisonOf(shown, one, linked))),
};

function comparisonOf(model: ReportModel, comparison: RunComparison, linked: Linked): HTMLElement {
  const { a, b, first, issues } = comparison;
  const host = element('div', { class: 'xp-comparison' }, element('h3', {}, `${a} against ${b}`));
  const sentence = element('p', { class: 'xp-divergence' }, divergenceText(comparison, first));
  if (first !== null) {
    const visit = button('Show', 'Show the divergence in rasters and traces', () => {
      linked.time.visit(ownStep(model, comparison, first));
      if (!linked.neurons.has({ layer: first.layer, neuron: first.neuron })) {
        linked.neurons.toggle({ layer: first.layer, neuron: first.neuron });
      }
      document.getElementById('xp-rasters')?.scrollIntoView();
    });
    sentence.append(' ', visit);
  }
  host.append(factsOf(comparison), sentence);
  tableView(host, { caption: 'Layer by layer', columns: columnsOf(comparison) });
  host.append(...issues.map(({ message }) => element('p', { class: 'xp-note' }, message)));
  return host;
}

/** Where runs part, in a sentence. */
export function divergenceText({ a, b }: RunComparison, first: LayerDivergence | null): string {
  if (first === null) return 'No difference in what was compared.';
  const where = `${first.layer}[${first.neuron}] (id ${first.id})`;
  const steps = first.step === first.stepB ? `step ${first.step}` : `step ${first.step} (${b}: ${first.stepB})`;
  const values = `${first.signal} is ${readable(first.a)} in ${a} and ${readable(first.b)} in ${b}`;
  const cause = first.cause === undefined ? '' : ` Likely cause: ${causeText(first.cause).name}.`;
  return `First divergence at ${steps}, ${where}: ${values}.${cause}`;
}

/** The measures over all layers, and of the outputs alone. */
function factsOf(comparison: RunComparison): HTMLElement {
  const { agreement, output, countDifference, vanRossum, victorPurpura } = comparison;
  const facts = [
    ['agreement', percent(agreement)],
    ['agreement of outputs', percent(output.agreement)],
    ['count difference', readable(countDifference)],
    ['van Rossum', readable(vanRossum)],
    ['Victor-Purpura', readable(victorPurpura)],
  ] as const;
  const items = facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', { 'data-fact': name }, value)),
  );
  return element('dl', { class: 'xp-facts' }, ...items);
}

function columnsOf({ a, b, layers }: RunComparison): readonly TableColumn[] {
  const column = (name: string, value: (layer: LayerComparison) => number | string, unit = ''): TableColumn => ({
    name,
    unit,
    values: layers.map(value),
  });
  return [
    column('layer', ({ name }) => name),
    column('role', ({ role }) => role),
    column('neurons', ({ neurons }) => neurons),
    column('agreement', ({ agreement }) => Math.floor(agreement * 10_000 + 1e-9) / 100, '%'),
    column(`spikes ${a}`, ({ spikesA }) => spikesA),
    column(`spikes ${b}`, ({ spikesB }) => spikesB),
    column('difference', ({ countDifference }) => countDifference),
    column('van Rossum', ({ vanRossum }) => vanRossum),
    column('Victor-Purpura', ({ victorPurpura }) => victorPurpura),
    column('fell silent', ({ fellSilent }) => fellSilent.length),
    column('first at step', ({ first }) => first?.step ?? Number.NaN),
  ];
}
