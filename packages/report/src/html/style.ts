/** The look of a report without its viewer; dark where the reader's system is. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--muted:#5f6770;--line:#d5d9de;--bad:#b3400a}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#14171b;--muted:#a0a7b0;--line:#333a42;--bad:#ff9a5c}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,'Helvetica Neue',Arial,sans-serif}
main,header{max-width:62rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.6rem;margin:1.5rem 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.4rem 0 .3rem}
figure{margin:.8rem 0}svg{max-width:100%;height:auto}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
caption{text-align:left;color:var(--muted)}th,td{text-align:left;vertical-align:top;padding:.2rem .7rem .2rem 0;border-bottom:1px solid var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
.verdict{font-weight:600}.error{color:var(--bad);font-weight:600}summary{cursor:pointer}
@media print{details{display:block}}
`.trim();
