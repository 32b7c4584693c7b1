import { causesOf } from '../../cause-text.js';
import { summaryOf, verdictOf } from '../../summary.js';
import { element } from '../element.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** What the run is and what it comes to, in a sentence and a few numbers. */
export const summarySection: Section = {
  id: 'summary',
  title: 'Summary',
  isIn: () => true,
  open: (root, model) =>
    renderedView(root, model, (shown) => [
      element('p', { class: 'xp-verdict' }, verdictOf(shown)),
      ...causesOf(shown).map(({ name, meaning, hint }) =>
        element('p', { class: 'xp-cause' }, element('b', {}, name), `: ${meaning} ${hint}`),
      ),
      element(
        'dl',
        { class: 'xp-facts' },
        ...summaryOf(shown).map(([name, value]) =>
          element('div', {}, element('dt', {}, name), element('dd', { 'data-fact': name }, value)),
        ),
      ),
    ]),
};
