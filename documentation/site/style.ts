import { THEMES } from "../../lib/report/diagram/diagram-style";

/** The style sheet of the site: light or dark as the reader prefers; three columns, two or one, depending on the width. */
export const STYLE = [
  THEMES.light(":root"),
  `@media (prefers-color-scheme: dark){${THEMES.dark(":root")}}`,
  `
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
a{color:var(--link)}
code,pre{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
code{overflow-wrap:anywhere}
.whole{white-space:nowrap}
pre{overflow-x:auto;background:var(--raised);padding:.7rem .9rem;border-left:3px solid var(--line)}
pre code{overflow-wrap:normal}
h1{font-size:1.9rem;line-height:1.25;margin:.2rem 0 1rem}
h2{font-size:1.4rem;margin:2.4rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1.12rem;margin:1.8rem 0 .4rem}
h4{font-size:1rem;margin:1.4rem 0 .4rem}
h1,h2,h3,h4{overflow-wrap:anywhere}
p,ul,ol{max-width:50rem}
img{max-width:100%;height:auto;background:#fff;padding:.5rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
main:focus{outline:none}
.unseen,.skip{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;z-index:4;background:var(--page);padding:.5rem 1rem;border:1px solid var(--line)}
.top{position:sticky;top:0;z-index:3;display:flex;gap:1rem;align-items:center;padding:.5rem 1.2rem;background:var(--page);border-bottom:1px solid var(--line)}
.home{font-weight:600;color:var(--text);text-decoration:none}
.search{position:relative;margin-left:auto;display:flex;gap:.5rem;align-items:center}
.search[hidden]{display:none}
.search input{font:inherit;width:min(20rem,45vw);color:inherit;background:var(--raised);border:1px solid var(--line);border-radius:4px;padding:.2rem .6rem}
.search input::placeholder{color:var(--quiet);opacity:1}
#found{position:absolute;right:0;top:100%;width:min(36rem,92vw);max-height:70vh;overflow-y:auto;background:var(--page);border:1px solid var(--line);border-radius:6px;box-shadow:0 8px 24px #0004}
#found[hidden]{display:none}
#found [role=option]{display:block;padding:.4rem .8rem;color:var(--text);text-decoration:none;border-bottom:1px solid var(--line)}
#found [aria-selected=true],#found [role=option]:hover{background:var(--raised);outline:2px solid var(--focus);outline-offset:-2px}
#found small{display:block;color:var(--quiet)}
.columns{display:grid;grid-template-columns:17rem minmax(0,1fr) 14rem;gap:2.5rem;max-width:100rem;margin:0 auto;padding:0 1.2rem}
main{padding:1.5rem 0 5rem;min-width:0;overflow-wrap:break-word}
.pages,.chapters{position:sticky;top:3.6rem;align-self:start;max-height:calc(100vh - 3.6rem);overflow-y:auto;padding:1rem .3rem 2rem;font-size:.92rem}
.pages h2,.chapters h2{font-size:.8rem;text-transform:uppercase;letter-spacing:.04em;color:var(--quiet);border:0;margin:1.1rem 0 .3rem;padding:0}
.pages ul,.chapters ul{list-style:none;margin:0;padding:0}
.pages li a,.chapters li a{display:block;padding:.15rem .5rem;color:var(--text);text-decoration:none;border-left:3px solid transparent;border-radius:2px}
.pages li a:hover,.chapters li a:hover{text-decoration:underline}
.pages [aria-current]{border-left-color:var(--link);background:var(--raised);font-weight:600}
.menu summary{display:none}
.wide{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.92em}
th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line)}
td{min-width:5.5rem;max-width:36rem;overflow-wrap:break-word}
td a{overflow-wrap:anywhere}
@media screen and (min-width:52.01rem){td code{overflow-wrap:break-word}}
th{color:var(--quiet)}
@media (max-width:75rem){.columns{grid-template-columns:16rem minmax(0,1fr)}.chapters{display:none}}
@media (max-width:52rem){
.columns{display:block}
.pages{position:static;max-height:none;padding:.6rem 0 0}
.menu summary{display:list-item;cursor:pointer;padding:.4rem .2rem}
.search label{position:absolute;left:-999rem}
}
@media print{
${THEMES.light(":root:root")}
.top,.pages,.chapters{display:none}.columns{display:block}
pre,pre code{white-space:pre-wrap;overflow-wrap:anywhere}
.wide{overflow:visible}td{min-width:0;overflow-wrap:anywhere}td code{overflow-wrap:break-word}
h2,h3,h4{break-after:avoid}tr,img{break-inside:avoid}
}
`,
].join("");
