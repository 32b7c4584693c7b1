import { escapeText } from './svg.js';

/** Figures below each other on one page that opens from disk. */
export const page = (title: string, intro: string, figures: readonly string[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeText(title)}</title>
<style>body{font-family:system-ui,sans-serif;max-width:760px;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}svg{width:100%;height:auto}</style>
<h1>${escapeText(title)}</h1>
<p>${escapeText(intro)}</p>
${figures.join('\n')}
</html>
`;
