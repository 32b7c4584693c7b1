import { element } from '../element.js';
import { renderedView } from './rendered.js';
import type { Section } from './section.js';

/** What gives the run again. */
export const recipeSection: Section = {
  id: 'recipe',
  title: 'Recipe',
  isIn: ({ recipe = [] }) => recipe.length > 0,
  open: (root, model) =>
    renderedView(root, model, ({ recipe = [] }) => [
      element(
        'dl',
        { class: 'xp-recipe' },
        ...recipe.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, element('code', {}, value))]),
      ),
    ]),
};
