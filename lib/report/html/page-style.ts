import { OUTAGE_PARTS } from "../../simulation/outage-parts";
import { DIAGRAM_STYLE, THEMES } from "../diagram/diagram-style";

/** The style sheet of the page: light or dark, as the reader prefers or has chosen; one column on a narrow page; everything unfolded in print. */
export const PAGE_STYLE = [
  THEMES.light(":root"),
  `@media (prefers-color-scheme: dark){${THEMES.dark(':root:not([data-theme="light"])')}}`,
  THEMES.dark(':root[data-theme="dark"]'),
  `
*{box-sizing:border-box}
html{scroll-padding-top:6rem}
body{margin:0;overflow-wrap:anywhere;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
a{color:var(--link)}
code,pre{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
pre{white-space:pre-wrap;background:var(--raised);padding:.6rem .8rem;border-left:3px solid var(--line)}
h1{font-size:1.6rem;margin:0}h2{font-size:1.3rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1.1rem;margin:1.4rem 0 .4rem}h4{font-size:1rem;margin:1.2rem 0 .4rem}h5,h6{font-size:.95rem;margin:1rem 0 .3rem}
p{margin:.4rem 0;max-width:75rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;z-index:3;background:var(--page);padding:.5rem 1rem;border:1px solid var(--line)}
header,main,footer{max-width:80rem;margin:0 auto;padding:0 1.2rem}
header{padding-top:1.2rem}
footer{padding-bottom:3rem;margin-top:3rem}
nav{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line)}
.bar{max-width:80rem;margin:0 auto;padding:.4rem 1.2rem;display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center}
.bar ul{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;margin:0;padding:0}
.tools{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;margin-left:auto}
.tools[hidden]{display:none}
.tools input,.tools button{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--line);border-radius:4px;padding:.15rem .6rem}
.tools input{width:12rem}
.quiet{color:var(--quiet)}
.name{font-weight:600}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0}
details[hidden]{display:none}
summary{padding:.35rem .7rem;cursor:pointer;overflow-wrap:anywhere}
summary h3{display:inline;margin:0}
details[open]>summary{border-bottom:1px solid var(--line)}
.inner{padding:.3rem .9rem .8rem}
.wide{overflow-x:auto;margin:.4rem 0}
table{border-collapse:collapse;font-size:.93em}
th,td{overflow-wrap:normal;text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line)}
th{color:var(--quiet);font-weight:600}
td{min-width:3.5rem;max-width:44rem}
.lines{white-space:pre-wrap}
.figures td,.course td{font-variant-numeric:tabular-nums}
.mark{border:1px solid currentColor;border-radius:4px;padding:0 .4em;font-size:.88em;display:inline-block}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;margin:.4rem 0}
.legend dt,.legend dd{display:inline;margin:0 .4rem 0 0}
.way{margin:.2rem 0 .6rem}
.picture{border:1px solid var(--line);border-radius:6px;padding:.4rem}
svg{display:block}
svg text{font:11px Arial,"Liberation Sans",Arimo,Helvetica,sans-serif;fill:var(--text)}
.gantt .row{text-anchor:end}.gantt .time,.gantt .number{text-anchor:middle;font-size:9.5px;fill:var(--quiet)}
.gantt .tick,.gantt .rule{stroke:var(--line);stroke-width:.5;opacity:.6}
.gantt rect{stroke:var(--line)}
.gantt .answer{fill:var(--fill-station)}.gantt .hold{fill:var(--fill-network)}.gantt .nobody,.gantt .two{fill:var(--part-repair)}
.gantt .wait{fill:var(--fill-control)}.gantt circle{fill:var(--quiet)}
.split rect,.swatch{stroke:var(--page)}
.swatch{display:inline-block;width:.8em;height:.8em;margin-right:.4em;border:1px solid var(--line);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.whole,.parts td:first-child{white-space:nowrap}
${OUTAGE_PARTS.map((part) => `.${part}{fill:var(--part-${part});background:var(--part-${part})}`).join("")}
@media (max-width:60rem){nav{position:static}html{scroll-padding-top:.5rem}}
@media print{
${THEMES.light(":root:root")}
body{font-size:10pt}nav,.skip{display:none!important}header,main,footer{max-width:none;padding:0}
details{border:0;margin:0}details>summary{list-style:none;padding:.3rem 0}.inner{padding:0 0 .4rem .6rem}
details::details-content{content-visibility:visible;display:block;height:auto}
.wide{overflow:visible}svg{max-width:100%;height:auto}.picture{border:0}.picture svg{max-height:min(24cm,85vh);width:auto}
details[hidden]{display:block}tr[hidden]{display:table-row}
h2,h3,h4,h5,summary{break-after:avoid}tr,svg,.mark{break-inside:avoid}
a{color:inherit;text-decoration:none}
}
`,
  DIAGRAM_STYLE,
].join("");
