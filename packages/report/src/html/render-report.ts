import { packModel } from '../pack/model-pack.js';
import type { ReportModel } from '../report-model.js';
import { escapeText } from '../svg/escape.js';
import { VIEWER_HASH, VIEWER_SCRIPT } from '../viewer.gen.js';
import { sectionsOf } from './sections.js';
import { STYLE } from './style.js';

/** Nothing is loaded, nothing can be sent, and no script runs but the viewer. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${VIEWER_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * A report as one HTML file that opens from disk and needs no network: the model, packed, and a viewer that draws it.
 * Where scripts do not run, or the viewer fails, figures and tables are on the page as they are.
 */
export function renderReport(model: ReportModel): string {
  const title = escapeText(model.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<div id="viewer"></div>
<main id="static">
<h1>${title}</h1>
${sectionsOf(model)
  .filter((part) => part !== '')
  .join('\n')}
</main>
<script type="text/plain" id="model">${packModel(model)}</script>
<script>${VIEWER_SCRIPT}</script>
</body>
</html>
`;
}
