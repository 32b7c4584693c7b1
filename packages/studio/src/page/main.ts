import { StudioPage } from './studio-page.js';

// The script of the page. The other texts lie beside it in the document: one file works from disk, where no worker could be
// loaded from another.
const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';
const script = URL.createObjectURL(new Blob([textOf('thread')], { type: 'text/javascript' }));
const root = document.getElementById('studio');
if (root) {
  const thread = new Worker(script);
  thread.postMessage(new Blob([textOf('nir')]));
  new StudioPage(root, thread, JSON.parse(textOf('examples')));
}
