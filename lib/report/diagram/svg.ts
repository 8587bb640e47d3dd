import type { Viz } from "@viz-js/viz";
import { xmlText } from "../../text/xml";
import type { Diagram } from "./diagram";
import { DIAGRAM_STYLE, THEMES } from "./diagram-style";
import { dot } from "./dot";

/** Lays diagrams out and draws them. */
export interface Draughtsman {
  /** An `<svg>` that takes its colours from the page around it. */
  readonly draw: (diagram: Diagram) => string;
}

/** Graphviz as WebAssembly, in this process: nothing is installed, started or read. It is loaded only here, because few commands draw anything. */
export async function draughtsman(): Promise<Draughtsman> {
  const { instance } = require("@viz-js/viz") as typeof import("@viz-js/viz");
  const viz = await instance();
  return { draw: (diagram) => drawn(viz, diagram) };
}

function drawn(viz: Viz, diagram: Diagram): string {
  return clean(viz.renderString(dot(diagram), { format: "svg", engine: "dot" }), diagram);
}

/** Keeps the shapes, texts and classes of Graphviz's drawing. Its element numbers would clash with those of the next picture on a page. */
function clean(svg: string, { title, description }: Diagram): string {
  const size = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  if (size === null) throw new Error("Graphviz has drawn nothing");
  const [width, height] = [size[1]!, size[2]!].map((one) => Math.ceil(Number(one)));
  const body = svg
    .slice(svg.indexOf("<g "), svg.lastIndexOf("</svg>"))
    .replace(/<!--[\s\S]*?-->\n?/g, "")
    .replace(/<title>[\s\S]*?<\/title>\n?/g, "")
    .replace(/ (?:id|fill|stroke|stroke-dasharray|stroke-width|font-family|font-size|xml:space)="[^"]*"/g, "")
    // One decimal is enough; shorten only coordinates, because texts contain addresses.
    .replace(/ (?:d|points|x|y)="[^"]*"/g, (coordinates) => coordinates.replace(/(\.\d)\d+/g, "$1"));
  return `<svg class="diagram" role="img" aria-label="${xmlText(`${title}. ${description}`)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">\n${body}</svg>`;
}

/** The same as a separate file, light or dark as the viewer prefers. */
export function svgFile(svg: string): string {
  const style = `<style>${THEMES.light(":root")}@media (prefers-color-scheme: dark){${THEMES.dark(":root")}}svg{background:var(--page)}${DIAGRAM_STYLE}</style>`;
  return `${svg.replace(">", `>\n${style}`)}\n`;
}
