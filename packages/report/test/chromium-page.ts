import fc from 'fast-check';
import { showReport } from '../src/viewer/index.js';
import { anyModel } from './any-model.js';

/** Shows any models in one page, each also after the one before and as the next state of it. */
export async function main(): Promise<string> {
  await fc.assert(
    fc.asyncProperty(anyModel, anyModel, async (model, next) => {
      const root = document.createElement('div');
      document.body.append(root);
      const view = showReport(root, model);
      await drawn();
      view.update(next);
      await drawn();
      if (root.querySelector('#xp-summary') === null) throw new Error('there is no summary');
      view.close();
      if (root.childElementCount > 0) throw new Error('something is left on the page');
      if (root.hasAttribute('data-theme') || document.documentElement.className !== '') {
        throw new Error('the page is not as it was before');
      }
      root.remove();
    }),
    { numRuns: 15 },
  );
  return 'shown';
}

/** Resolves once everything that waits for a frame has drawn, and sizes were observed. */
const drawn = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
