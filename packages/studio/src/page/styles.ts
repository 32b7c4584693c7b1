import { adoptStyles } from '@xylopipe/report/viewer';

/** The rules of the page around a report, in its colours. Every class begins with `studio`. */
const STYLES = `
html:has(.studio) { scroll-padding-top: 80px; }
body:has(.studio) { margin: 0; }
.studio { display: grid; grid-template-columns: 320px minmax(0, 1fr); min-height: 100vh; }
.studio aside { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 20px; background: var(--xp-card);
  border-right: 1px solid var(--xp-line); }
.studio aside h1 { font-size: 18px; margin: 0 0 12px; }
.studio fieldset { border: 0; border-top: 1px solid var(--xp-line); margin: 16px 0 0; padding: 10px 0 0; min-width: 0; }
.studio legend { font-weight: 600; padding: 0 8px 0 0; }
.studio-soft, .studio small { color: var(--xp-ink-soft); font-size: 12px; }
.studio .studio-soft { margin: 6px 0 0; }
.studio-button { display: inline-block; border: 1px solid var(--xp-line); border-radius: 5px; padding: 3px 9px;
  background: var(--xp-paper); cursor: pointer; font-size: 13px; }
.studio-button:hover { border-color: var(--xp-ink-soft); }
.studio-files:has(input:focus-visible) .studio-button { outline: 2px solid var(--xp-focus); outline-offset: 1px; }
.studio .studio-files { padding: 0; }
.studio-files dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 12px; margin: 10px 0 0; }
.studio-files dt { color: var(--xp-ink-soft); }
.studio-files dd { margin: 0; overflow-wrap: anywhere; }
.studio .studio-refusals { margin: 8px 0 0; padding: 0; list-style: none; color: var(--xp-error); overflow-wrap: anywhere; }
.studio-buttons { display: flex; flex-wrap: wrap; gap: 6px; margin: 4px 0; }
.studio-chips label { display: grid; grid-template-columns: max-content 1fr max-content; gap: 0 8px; padding: 3px 0; cursor: pointer; }
.studio .studio-chips input { min-height: 0; margin: 0; align-self: center; }
.studio-fit { font-size: 12px; }
[data-fits=true] .studio-fit { color: var(--xp-threshold); }
[data-fits=false] .studio-fit { color: var(--xp-error); }
.studio .studio-reason { grid-column: 2 / -1; }
.studio-field { display: grid; grid-template-columns: 1fr 124px; gap: 8px; align-items: center; margin: 4px 0; }
.studio-field input, .studio-field select { width: 100%; min-width: 0; }
.studio-field input:disabled { opacity: .5; }
.studio-field input[aria-invalid=true] { outline: 2px solid var(--xp-error); }
.studio-result { min-width: 0; }
.studio-result[data-stale] > :not(.studio-status) { display: none; }
.studio-status { position: sticky; top: 0; z-index: 5; padding: 6px 24px; margin: 0; background: var(--xp-band); border-bottom: 1px solid var(--xp-line); }
.studio-status[data-state=error] { color: var(--xp-error); font-weight: 600; }
.studio-card { max-width: 1200px; margin: 0 auto; padding: 16px 24px 0; }
.studio-card table { min-width: 100%; }
.studio-card thead th { font-weight: 400; font-size: 12px; white-space: normal; }
.studio-card [data-fact], .studio-card thead th:nth-child(n + 3) { text-align: right; }
.studio-card .studio-with { min-width: 12em; color: var(--xp-ink-soft); }
.studio-card [data-row=change] td { color: var(--xp-mark); }
.studio .xp-page { min-height: 0; }
.studio .xp-nav { top: 34px; }
.studio .xp section { scroll-margin-top: 0; }
.studio-dropping .studio::after { content: 'Drop network and raster'; position: fixed; inset: 12px; z-index: 9; display: grid; place-items: center;
  font-size: 22px; border: 3px dashed var(--xp-focus); border-radius: 12px; pointer-events: none;
  background: color-mix(in srgb, var(--xp-paper) 80%, transparent); }
@media (max-width: 860px) { html:has(.studio) { scroll-padding-bottom: 64px; }
  .studio { grid-template-columns: minmax(0, 1fr); }
  .studio aside { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--xp-line); }
  .studio-card { padding: 16px 12px 0; }
  .studio-status { position: fixed; inset: auto 0 0; padding: 6px 12px; border-top: 1px solid var(--xp-line); border-bottom: 0; } }
`;

/** Gives a document the rules of the viewer and of the page; as sheets made by script, which need no permission for inline styles. */
export function adoptStudioStyles(page: Document): void {
  adoptStyles(page);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  page.adoptedStyleSheets.push(sheet);
}
