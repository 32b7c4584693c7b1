/** The look of a report without its viewer; dark where the reader's system is, but not on paper. */
export const STYLE = `
:root{color-scheme:light;--ink:#1b1f24;--paper:#fff;--muted:#5f6770;--line:#d5d9de;--bad:#b3400a;--warn:#7a5700}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e8eaed;--paper:#14171b;--muted:#a0a7b0;--line:#333a42;--bad:#ff9a5c;--warn:#f0c04a}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,'Helvetica Neue',Arial,sans-serif;overflow-wrap:anywhere}
main,header{max-width:62rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.6rem;margin:1.5rem 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.4rem 0 .3rem}
figure{margin:.8rem 0;overflow-x:auto}svg{max-width:100%;min-width:44rem;height:auto}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
caption{text-align:left;color:var(--muted)}th,td{text-align:left;vertical-align:top;overflow-wrap:break-word;max-width:24rem;padding:.2rem .7rem .2rem 0;border-bottom:1px solid var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
dl{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.2rem 1rem}dt{color:var(--muted)}dd{margin:0}
.verdict{font-weight:600}summary{cursor:pointer}
.issues{border-left:4px solid var(--warn);padding:.2rem .8rem;margin:.6rem 0}.issues strong{color:var(--warn)}
.issues.error{border-color:var(--bad)}.issues.error strong{color:var(--bad)}
.issues p,.issues ul{margin:0;padding:0;list-style:none}.issues li{margin:.3rem 0}small{display:block;color:var(--muted)}
@media print{svg{min-width:0}h2,h3,caption{break-after:avoid}figure,tr,.issues li{break-inside:avoid}thead{display:table-header-group}}
`.trim();
