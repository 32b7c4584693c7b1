import { unpackModel } from './pack/model-pack.js';
import { showReport } from './viewer/index.js';

// The script of a report: the viewer takes the place of the figures; if it cannot, they stay, and the console tells why.
const root = document.getElementById('viewer');
const packed = document.getElementById('model')?.textContent;
if (root && packed) {
  showReport(root, unpackModel(packed.trim()));
  document.getElementById('static')?.remove();
  // The viewer has a look of its own.
  document.head.querySelector('style')?.remove();
}
