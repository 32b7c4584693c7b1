/** All rules of the viewer. Every class begins with `xp-`: the viewer may be a part of another page. */
export const VIEWER_STYLES = `
.xp { --xp-paper: #ffffff; --xp-ink: #1b1f24; --xp-ink-soft: #57606a; --xp-line: #d0d5db; --xp-band: #f6f7f9;
  --xp-band-odd: #eceff3; --xp-card: #fafbfc; --xp-spike: #0072b2; --xp-both: #c0c6ce; --xp-a: #0072b2; --xp-b: #c25400;
  --xp-mark: #a8528a; --xp-threshold: #007a58; --xp-focus: #0072b2; --xp-error: #b34700; --xp-warning: #7a5700;
  color-scheme: light; color: var(--xp-ink); background: var(--xp-paper);
  font: 14px/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; }
.xp[data-theme=dark] { --xp-paper: #14171b; --xp-ink: #e8eaed; --xp-ink-soft: #a0a7b0; --xp-line: #3a414a;
  --xp-band: #1c2025; --xp-band-odd: #252a31; --xp-card: #1a1d22; --xp-spike: #56b4e9; --xp-both: #59616b;
  --xp-a: #56b4e9; --xp-b: #e69f00; --xp-mark: #e59bc6; --xp-threshold: #2fbf95; --xp-focus: #56b4e9;
  --xp-error: #ff9a5c; --xp-warning: #f0c04a; color-scheme: dark; }
.xp *, .xp *::before { box-sizing: border-box; }
.xp-page { min-height: 100vh; }
body:has(.xp-page) { margin: 0; }
.xp-inner { max-width: 1200px; margin: 0 auto; padding: 0 24px 64px; }
.xp-head { display: flex; gap: 12px; align-items: start; padding: 24px 0 8px; }
.xp-head h1 { font-size: 24px; line-height: 1.25; margin: 0; flex: 1; overflow-wrap: anywhere; text-wrap: balance; }
.xp-nav { position: sticky; top: 0; z-index: 3; background: var(--xp-paper); border-bottom: 1px solid var(--xp-line);
  display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 8px 0; }
.xp-nav a { color: var(--xp-ink-soft); text-decoration: none; }
.xp-nav a:hover { color: var(--xp-ink); text-decoration: underline; }
.xp section { padding-top: 28px; scroll-margin-top: 40px; }
.xp h2 { font-size: 18px; margin: 0 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--xp-line); }
.xp h2, .xp h3, .xp h4, .xp p, .xp caption { overflow-wrap: anywhere; }
.xp h3 { font-size: 15px; margin: 16px 0 8px; }
.xp h4 { font-size: 13px; margin: 0; font-weight: 600; }
.xp h4 small { color: var(--xp-ink-soft); font-weight: 400; font-size: 12px; }
.xp p { margin: 0 0 8px; }
.xp button, .xp select, .xp input { font: inherit; font-size: 13px; color: var(--xp-ink); background: var(--xp-card);
  border: 1px solid var(--xp-line); border-radius: 5px; padding: 3px 9px; min-height: 28px; }
.xp button { cursor: pointer; }
.xp select { max-width: 100%; text-overflow: ellipsis; }
.xp button:hover { border-color: var(--xp-ink-soft); }
.xp :focus-visible { outline: 2px solid var(--xp-focus); outline-offset: 1px; }
.xp [hidden] { display: none !important; }
.xp-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.xp-tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin-bottom: 8px; color: var(--xp-ink-soft); }
.xp-search { position: relative; }
.xp-search input { width: 180px; }
.xp-found { position: absolute; z-index: 4; top: 100%; left: 0; min-width: 100%; max-width: 80vw; max-height: 260px; overflow: auto; margin: 2px 0 0;
  padding: 4px; list-style: none; background: var(--xp-card); color: var(--xp-ink); border: 1px solid var(--xp-line);
  border-radius: 5px; box-shadow: 0 4px 16px #0003; white-space: nowrap; }
.xp-found li { padding: 3px 8px; border-radius: 3px; cursor: pointer; }
.xp-found .xp-none { color: var(--xp-ink-soft); cursor: default; }
.xp-found [aria-selected=true], .xp-found [role=option]:hover { background: var(--xp-band-odd); }
.xp .xp-legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0 0 6px; color: var(--xp-ink-soft); font-size: 13px; font-variant-numeric: tabular-nums; }
.xp-legend > * { min-width: 0; overflow-wrap: anywhere; }
.xp-legend em { font-style: normal; }
.xp-key, .xp-stroke { forced-color-adjust: none; }
.xp-key { display: inline-block; width: 11px; height: 12px; vertical-align: -1px; border: 1px solid var(--xp-line); }
.xp-key-both { background: var(--xp-both); }
.xp-key-a { background: linear-gradient(var(--xp-a) 50%, transparent 50%); }
.xp-key-b { background: linear-gradient(transparent 50%, var(--xp-b) 50%); }
.xp-stroke { display: inline-block; width: 22px; vertical-align: 4px; border-top: 2px solid var(--xp-spike); }
.xp-stroke-a { border-top-color: var(--xp-a); }
.xp-stroke-b { border-top: 2px dashed var(--xp-b); }
.xp-raster { margin-bottom: 18px; }
.xp-canvas { position: relative; }
.xp-canvas canvas { display: block; width: 100%; }
.xp-plot { position: absolute; top: 0; cursor: crosshair; touch-action: none; user-select: none; }
.xp-line { position: absolute; pointer-events: none; }
.xp-column { top: 0; bottom: 0; left: -0.5px; border-left: 1px solid var(--xp-ink-soft); }
.xp-row { left: 0; right: 0; top: -0.5px; border-top: 1px solid var(--xp-ink-soft); }
.xp-box { position: absolute; pointer-events: none; top: 0; left: 0; border: 1px solid var(--xp-focus);
  background: color-mix(in srgb, var(--xp-focus) 15%, transparent); }
.xp-tip { position: absolute; top: 0; left: 0; z-index: 2; pointer-events: none; margin: 0; padding: 6px 10px; display: grid;
  grid-template-columns: auto auto; gap: 0 10px; background: var(--xp-card); border: 1px solid var(--xp-line);
  border-radius: 5px; box-shadow: 0 4px 16px #0003; font-size: 12px; max-width: min(90vw, 340px); }
.xp-tip dt { color: var(--xp-ink-soft); }
.xp-tip dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.xp .xp-note { color: var(--xp-warning); font-size: 13px; margin-top: 6px; }
.xp-panel { margin-bottom: 10px; }
.xp summary { cursor: pointer; padding: 4px 0; }
.xp-values { display: flex; flex-wrap: wrap; gap: 2px 8px; list-style: none; margin: 0; padding: 0; font-size: 12px; }
.xp-values li { min-width: 0; overflow-wrap: anywhere; display: flex; gap: 6px; align-items: center; }
.xp-values b { font-weight: 600; font-variant-numeric: tabular-nums; min-width: 3em; }
.xp-values button { min-height: 20px; padding: 0 6px; }
.xp .uplot { width: min-content; position: relative; }
.xp .u-wrap { position: relative; user-select: none; }
.xp .u-over, .xp .u-under, .xp .u-axis { position: absolute; }
.xp .u-under { overflow: hidden; }
.xp .uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
.xp .u-over { cursor: crosshair; touch-action: none; }
.xp .u-cursor-x { position: absolute; left: 0; top: 0; height: 100%; border-right: 1px solid var(--xp-ink-soft);
  pointer-events: none; will-change: transform; }
.xp .u-off { display: none; }
.xp-scroll { overflow-x: auto; }
.xp table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.xp caption { text-align: left; font-weight: 600; padding-bottom: 6px; }
.xp th, .xp td { padding: 3px 12px 3px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--xp-line); }
.xp th { color: var(--xp-ink-soft); font-weight: 600; white-space: nowrap; }
.xp th button { max-width: 24em; overflow: hidden; text-overflow: ellipsis; }
.xp td, .xp th[scope=row] { max-width: 24em; overflow-wrap: break-word; }
.xp th[scope=row] button { font: inherit; min-height: 0; text-decoration: underline; text-underline-offset: 3px; }
.xp th[scope=row]:not(.xp-number) { white-space: normal; }
.xp .xp-number { text-align: right; white-space: nowrap; }
.xp th button { border: 0; background: none; padding: 0; color: inherit; font-weight: inherit; }
.xp th button:hover { color: var(--xp-ink); }
.xp td code, .xp dd code { font-size: 12px; overflow-wrap: anywhere; }
.xp-verdict { font-size: 15px; font-weight: 600; }
.xp-facts { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 0 0 10px; }
.xp-facts dt { color: var(--xp-ink-soft); font-size: 12px; }
.xp-facts dd { margin: 0; font-size: 18px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.xp-issues { border-left: 4px solid var(--xp-warning); padding: 4px 12px; margin-bottom: 8px; background: var(--xp-card); overflow-wrap: anywhere; }
.xp-issues ul { list-style: none; margin: 0; padding: 0; }
.xp-issues li { margin: 4px 0; }
.xp-issues strong { color: var(--xp-warning); }
.xp-issues[data-severity=error] { border-color: var(--xp-error); }
.xp-issues[data-severity=error] strong { color: var(--xp-error); }
.xp-issues small { color: var(--xp-ink-soft); font-size: 13px; display: block; overflow-wrap: anywhere; }
.xp-recipe { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: 4px 16px; margin: 0; }
.xp-recipe dt { color: var(--xp-ink-soft); overflow-wrap: anywhere; }
.xp-recipe dd { margin: 0; overflow-wrap: anywhere; }
.xp-figure svg { display: block; max-width: 100%; height: auto; }
.xp dialog { color: var(--xp-ink); background: var(--xp-card); border: 1px solid var(--xp-line); border-radius: 8px; padding: 20px 24px; max-width: 34em; }
.xp dialog::backdrop { background: #0008; }
.xp dialog dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 14px; }
.xp dialog dd { margin: 0; }
.xp kbd { font: 12px ui-monospace, monospace; border: 1px solid var(--xp-line); border-radius: 4px; padding: 0 5px; }
@media (max-width: 600px) { .xp-inner { padding: 0 12px 48px; } .xp-nav { position: static; } .xp-facts dd { font-size: 16px; }
  .xp-recipe { grid-template-columns: 1fr; } .xp-recipe dd { margin-bottom: 6px; } }
@media (prefers-reduced-motion: no-preference) { .xp-smooth { scroll-behavior: smooth; } }
/* What a canvas shows has the colours of the page, whatever the reader's system makes of the others. */
@media (forced-colors: active) { .xp-canvas canvas, .xp .uplot { forced-color-adjust: none; background: var(--xp-paper); } }
@media print { .xp-tools, .xp-nav, .xp button:not(th button), .xp-hidden { display: none; } .xp section { padding-top: 16px; }
  .xp h2, .xp h3, .xp h4, .xp caption { break-after: avoid; } .xp-raster, .xp-panel, .xp-facts, .xp tr { break-inside: avoid; }
  .xp-inner { max-width: none; padding: 0; } .xp-scroll { overflow: visible; } .xp-page { min-height: 0; } .xp-key, .xp-stroke { print-color-adjust: exact; }
  .xp-canvas canvas, .xp .uplot, .xp .u-wrap, .xp .uplot canvas { width: 100% !important; height: auto !important; }
  .xp-plot, .xp .u-over, .xp .u-under { display: none; } .xp-trace { min-height: 0 !important; }
  .xp table { font-size: 9px; } .xp th, .xp td { padding: 2px 6px 2px 0; white-space: normal; } .xp th button { font-size: inherit; text-align: inherit; } }
`;

const adopted = new WeakMap<Document, CSSStyleSheet>();

/** Gives a document the rules of the viewer, once; as a sheet made by script, which needs no permission for inline styles. */
export function adoptStyles(page: Document): void {
  if (adopted.has(page)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(VIEWER_STYLES);
  page.adoptedStyleSheets.push(sheet);
  adopted.set(page, sheet);
}
