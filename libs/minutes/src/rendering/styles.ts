/** The look of the page: a record office, on screen and on paper. It loads nothing from anywhere. */
export const styles = `
:root{color-scheme:light dark;--ink:#1b1b1a;--quiet:#5a5853;--rule:#d6d2c8;--paper:#fffefb;--accent:#7a1f2b;--wash:#f6f3ec;
--serif:"Noto Serif","Noto Serif JP","Source Serif 4",Georgia,"Hiragino Mincho ProN","Yu Mincho",serif;
--sans:"Noto Sans","Noto Sans JP","Helvetica Neue",Arial,"Hiragino Sans","Yu Gothic",sans-serif}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e9e6df;--quiet:#b0aba1;--rule:#45423d;--paper:#191817;--accent:#e59aa3;--wash:#262421}}
*{box-sizing:border-box}
html{color:var(--ink);background:var(--paper);font:1.0625rem/1.65 var(--serif);font-kerning:normal;text-rendering:optimizeLegibility;scroll-padding-top:1rem}
html[lang=ja]{line-height:1.9;line-break:strict;word-break:normal}
body{margin:0}
main,header,footer,nav.contents{max-width:44rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:.06em}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.notice{font-family:var(--sans);font-size:.875rem;background:var(--wash);border-block:1px solid var(--rule);text-align:center;margin:0;padding:.5rem 1rem}
header{padding-top:4rem;padding-bottom:2rem;text-align:center}
header .office{font-family:var(--sans);font-size:.875rem;letter-spacing:.04em;color:var(--quiet);margin:0 0 2.5rem}
h1{font-size:2rem;line-height:1.25;font-weight:700;margin:0;text-wrap:balance}
header .kind{font-size:1.25rem;letter-spacing:.2em;margin:.25rem 0 1.5rem;color:var(--accent)}
html[lang=en] header .kind{text-transform:uppercase;font-size:1rem}
header .theme{margin:0 auto 1.5rem;max-width:34rem;text-wrap:balance}
dl.facts{font-family:var(--sans);font-size:.875rem;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1.25rem;text-align:left;border-block:1px solid var(--rule);padding:1rem 0;margin:2rem 0 0}
dl.facts dt{color:var(--quiet)}
dl.facts dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
h2{font-size:1.5rem;line-height:1.3;margin:4rem 0 .25rem;padding-top:1rem;border-top:2px solid var(--ink)}
nav.contents h2,.front h2{font-size:1.0625rem;border-top:0;margin:2rem 0 .5rem;padding:0}
.when,.who{font-family:var(--sans);font-size:.875rem;color:var(--quiet);margin:.125rem 0}
.when a{color:inherit}
nav.contents ol{list-style:none;padding:0;margin:0}
nav.contents li{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;border-bottom:1px solid var(--rule);padding:.25rem 0}
nav.contents span{font-family:var(--sans);font-size:.875rem;color:var(--quiet);font-variant-numeric:tabular-nums}
.front{font-size:.9375rem}
.front p{margin:0 0 .75rem;white-space:pre-line}
table{border-collapse:collapse;width:100%;font-family:var(--sans);font-size:.875rem;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--rule)}
thead th{font-weight:600;border-bottom:2px solid var(--ink)}
tbody th{font-weight:600}
td.number{font-variant-numeric:tabular-nums}
article{margin-top:2.25rem}
h3{font-size:1rem;font-weight:700;margin:0;line-height:1.45}
h3 .detail{font-weight:400;color:var(--quiet)}
.marks{font-family:var(--sans);font-size:.8125rem;color:var(--quiet);margin:.1rem 0 0}
.paragraph{position:relative;margin:.65rem 0 0;hanging-punctuation:first allow-end;overflow-wrap:break-word;hyphens:manual}
.paragraph>a.place{font-family:var(--sans);font-size:.75rem;font-variant-numeric:tabular-nums;color:var(--quiet);text-decoration:none;position:absolute;right:calc(100% + .9rem);top:.3em;white-space:nowrap}
.paragraph>a.place:hover{color:var(--accent);text-decoration:underline}
.question .paragraph{padding-left:1.1rem;border-left:3px solid var(--accent)}
.question .paragraph>a.place{right:calc(100% + .9rem - 1px)}
.narrative .paragraph{color:var(--quiet)}
.narrative .paragraph::before{content:"["}
.narrative .paragraph::after{content:"]"}
mark{background:none;color:inherit;border-bottom:2px solid var(--accent)}
:target{background:var(--wash);box-shadow:0 0 0 .4rem var(--wash)}
footer{margin-top:4rem;padding-top:1.5rem;padding-bottom:4rem;font-family:var(--sans);font-size:.8125rem;color:var(--quiet)}
footer .end{font-family:var(--serif);text-align:center;font-size:1rem;color:var(--ink);margin:0 0 2rem}
.scroll{overflow-x:auto}
@media (max-width:56rem){
.paragraph>a.place,.question .paragraph>a.place{position:static;display:inline-block;margin-right:.6em}
}
@media (max-width:30rem){
html{font-size:1rem}
header{padding-top:2.5rem}
h1{font-size:1.5rem}
dl.facts{grid-template-columns:1fr;gap:0}
dl.facts dd{margin-bottom:.5rem}
nav.contents li{display:block}
}
@media print{
@page{size:A4;margin:22mm 20mm 24mm 28mm}
html{font-size:10.5pt;background:none}
main,header,footer,nav.contents{max-width:none;padding-left:0;padding-right:0}
a{color:inherit;text-decoration:none}
.skip{display:none}
h2,h3{break-after:avoid}
.paragraph{orphans:2;widows:2}
tr{break-inside:avoid}
}
`;
